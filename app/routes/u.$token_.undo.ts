import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { seeOther } from "../http/respond.ts";
import { tokenPageHeaders } from "../links/access.ts";
import { changeAsPosted } from "../notifications/leave-access.ts";
import { paths } from "../paths.ts";

export function loader({ params }: LoaderFunctionArgs) {
  throw seeOther(paths.leave(params.token!), tokenPageHeaders);
}

export const action = (args: ActionFunctionArgs) => changeAsPosted(args, true);
