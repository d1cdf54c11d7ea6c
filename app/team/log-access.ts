import { listColleagues } from "../company/staff-people.ts";
import { requireFeature } from "../http/features.ts";
import { requireMember, systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { byStaff, listLogPeople, type NameOf, type TeamLogFilter } from "./log.ts";
import { listTeam } from "./members.ts";
import type { Portal } from "../portal.server.ts";
import type { Tenant } from "#db/tenant.ts";

/** What people of the organization and of the company are called now; of who left, that is nobody's business here. */
export function namesFor(portal: Portal, tenant: Tenant): NameOf {
  const colleagues = new Map(listColleagues(systemFor(portal), portal.config).map(({ email, name }) => [email, name]));
  const team = new Map(listTeam(tenant).map(({ personId, name }) => [personId, name]));
  return ({ kind, actor, personId }) =>
    (kind === "staff" ? colleagues.get(actor) : kind === "person" && personId ? team.get(personId) : null) ?? null;
}

/**
 * The log of the organization in the URL: its reader, whose entries are asked for, and whose could be, by what they are
 * called. Throws as `requireMember`, and 404 where the company has no teams.
 */
export function readTeamLog(args: RouteArgs) {
  requireFeature(args, "team");
  const member = requireMember(args, "audit.read");
  const asked = new URL(args.request.url).searchParams.get("person");
  const names = new Map<string, string>();
  for (const { personId, actor } of listLogPeople(member)) names.set(personId!, actor);
  for (const { personId, name, email } of listTeam(member)) names.set(personId, name ? `${name} (${email})` : email);
  const filter: TeamLogFilter = { person: asked !== null && (asked === byStaff || names.has(asked)) ? asked : null };
  return {
    member,
    filter,
    nameOf: namesFor(args.context.portal, member),
    choices: [...names].map(([personId, name]) => ({ personId, name })),
  };
}
