import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { browserLabel } from "../sign-in/browser.ts";
import { askToConfirm } from "../sign-in/challenges.ts";
import { requirePerson, systemFor } from "../sign-in/handles.ts";
import { limitVisitor, signInPostsPerIp } from "../sign-in/limits.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";

const back = (request: Request) => paths.sudo(new URL(request.url).searchParams.get("next"));

export function loader({ request }: LoaderFunctionArgs) {
  throw seeOther(back(request));
}

export function action(args: ActionFunctionArgs) {
  const { portal, ip } = args.context;
  const { session } = requirePerson(args);
  limitVisitor(systemFor(portal), "confirmation posts", ip, signInPostsPerIp, portal.now());
  askToConfirm(portal, session, browserLabel(args.request));
  return seeOther(back(args.request));
}
