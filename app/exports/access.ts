import { requireFeature } from "../http/features.ts";
import { takeableAfterClosing } from "../team/closing.ts";
import { paths } from "../paths.ts";
import { requireFormerMember, requireSudo, type RouteArgs } from "../sign-in/handles.ts";

/**
 * An owner who lately proved who they are, who may take all of the organization in the URL along, for 30 days also of one
 * that was closed. Throws as `requireMember` and `requireSudo`, and 404 where the company has no teams.
 */
export function requireExporter(args: RouteArgs) {
  requireFeature(args, "team");
  const member = requireFormerMember(args, "org.export", args.context.portal.now() - takeableAfterClosing);
  requireSudo(args, paths.exportOrganization(member.orgId));
  return member;
}
