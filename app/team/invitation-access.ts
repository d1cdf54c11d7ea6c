import { notFound, seeOther } from "../http/respond.ts";
import { requireFeature } from "../http/features.ts";
import { soleToken } from "../http/sole-token.ts";
import { dispensable } from "../http/storage-fault.ts";
import { paths } from "../paths.ts";
import { systemFor, visitor, type RouteArgs } from "../sign-in/handles.ts";
import { originOf } from "../sign-in/known-browser.ts";
import { limitVisitor, linkPostsPerIp, linkViewsPerIp } from "../sign-in/limits.ts";
import { findInvitation, invitationById, isMemberOf, invitationStanding, type Invitation } from "./invitation.ts";

/**
 * The invitation in the URL and how it stands for whoever asks: "other" where they are signed in with another address,
 * "member" where it was used and they are in. Null where there is none, which looks as one that is over. Changes nothing.
 * `waiting` is the id of one that the visitor's own page offers. Throws a redirect to sign in where they are no more
 * signed in for it, 404 where the company has no teams, and 429 for too many views, or posts, from one network in a minute.
 */
export function openInvitation(args: RouteArgs, waiting: string | null = null) {
  requireFeature(args, "team");
  const { portal } = args.context;
  const system = systemFor(portal);
  const now = portal.now();
  const by = originOf(args).visitor;
  if (args.request.method === "POST") limitVisitor(system, "invitation posts", by, linkPostsPerIp, now);
  else dispensable(portal, () => limitVisitor(system, "invitation views", by, linkViewsPerIp, now));
  const session = visitor(args);
  const token = soleToken(args.request);
  // The page that offers it was open for longer than its session.
  if (!token && waiting && !session) throw seeOther(paths.signIn(paths.organizations()));
  const found = token ? findInvitation(system, token) : session && waiting ? invitationById(system, waiting) : null;
  if (!token && waiting && found?.invite.email !== session?.person.email) throw notFound();
  return found && { ...found, session, token, system, now, state: stateOf(args, found, now) };
}

function stateOf(args: RouteArgs, found: Invitation, now: number) {
  const person = visitor(args)?.person;
  const standing = invitationStanding(found, now);
  if (standing === "open") return person && person.email !== found.invite.email ? "other" : "open";
  const isIn =
    standing === "used" && person && isMemberOf(systemFor(args.context.portal), found.invite.orgId, person.id);
  return isIn ? "member" : standing;
}
