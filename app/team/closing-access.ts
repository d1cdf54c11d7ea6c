import { requireFeature } from "../http/features.ts";
import { requireFormerMember, requireSudo, type RouteArgs } from "../sign-in/handles.ts";
import { takeableAfterClosing } from "./closing.ts";

/**
 * An owner who lately proved who they are, also for 30 days after their organization was closed. Throws as
 * `requireMember` and `requireSudo`, and 404 where the company has no teams.
 */
export function requireCloser(args: RouteArgs) {
  requireFeature(args, "team");
  const now = args.context.portal.now();
  const member = requireFormerMember(args, "org.close", now - takeableAfterClosing);
  requireSudo(args);
  const { id: personId, email: name } = member.session.person;
  return { member, actor: { kind: "person", name, personId } as const, now };
}
