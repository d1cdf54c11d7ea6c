import { notFound, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requireInviter } from "./invite-form.ts";
import { findJoinRequest } from "./join-requests.ts";
import { teamText } from "./text.ts";

/**
 * Whoever may invite, and the request in the URL to be let in. Throws as `requireInviter`, 404 where there never was one,
 * and leads back to the team where it was answered already.
 */
export function requireJoinRequest(args: RouteArgs) {
  const { member, ...rest } = requireInviter(args);
  const request = findJoinRequest(member, args.params.request ?? "");
  if (!request) throw notFound();
  if (request.decidedAt !== null) {
    const { join } = textFor(localeOf(args.request), teamText);
    setFlash(systemFor(args.context.portal), member.session, join.decided);
    throw seeOther(paths.team(member.orgId));
  }
  return { member, request, ...rest };
}
