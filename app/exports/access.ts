import { requireFeature } from "../http/features.ts";
import { paths } from "../paths.ts";
import { requireMember, requireSudo, type RouteArgs } from "../sign-in/handles.ts";

/**
 * An owner who lately proved who they are, who may take all of the organization in the URL along. Throws as
 * `requireMember` and `requireSudo`, and 404 where the company has no teams.
 */
export function requireExporter(args: RouteArgs) {
  requireFeature(args, "team");
  const member = requireMember(args, "org.export");
  requireSudo(args, paths.exportOrganization(member.orgId));
  return member;
}
