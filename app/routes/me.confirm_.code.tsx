import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { browserLabel } from "../sign-in/browser.ts";
import { askToConfirm } from "../sign-in/challenges.ts";
import { requirePerson, systemFor } from "../sign-in/handles.ts";
import { limitOrigin, originOf } from "../sign-in/known-browser.ts";
import { signInPostsPerIp } from "../sign-in/limits.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";

const back = (request: Request) => paths.sudo(new URL(request.url).searchParams.get("next"));

export function loader({ request }: LoaderFunctionArgs) {
  throw seeOther(back(request));
}

export function action(args: ActionFunctionArgs) {
  const { portal } = args.context;
  const { session } = requirePerson(args);
  const by = originOf(args, session);
  limitOrigin(systemFor(portal), "confirmation posts", by, signInPostsPerIp, portal.now());
  askToConfirm(portal, session, browserLabel(args.request), by);
  return seeOther(back(args.request));
}
