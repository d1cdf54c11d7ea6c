import { and, eq, isNull } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { listInvites } from "./invites.ts";
import { listJoinRequests } from "./join-requests.ts";

const anyTwo = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({ personId: memberships.personId })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .where(mine(tenant, memberships))
    .limit(2),
);

/** What home says of the team to those who manage it: how many ask to be let in, and whether nobody else is in it. */
export function homeTeam(tenant: Tenant) {
  const asking = listJoinRequests(tenant).length;
  const isAlone = anyTwo(tenant).all().length === 1 && !asking && !listInvites(tenant).length;
  return { asking, isAlone };
}

export type HomeTeam = ReturnType<typeof homeTeam>;
