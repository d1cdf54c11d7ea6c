import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireJoinRequest } from "../team/join-request-access.ts";
import { refuseJoin } from "../team/join-requests.ts";
import { teamText } from "../team/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

export function loader(args: LoaderFunctionArgs) {
  throw seeOther(paths.team(requireJoinRequest(args).member.orgId));
}

export function action(args: ActionFunctionArgs) {
  const { member, request, by, now } = requireJoinRequest(args);
  const { join } = textFor(localeOf(args.request), teamText);
  const isDone = refuseJoin(member, request, by, now);
  const said = isDone ? join.refused(request.name ?? request.email) : join.decided;
  setFlash(systemFor(args.context.portal), member.session, said);
  return seeOther(paths.team(member.orgId));
}
