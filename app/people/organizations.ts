import { asc, eq } from "drizzle-orm";
import { memberships, organizations } from "#db/schema/organizations.ts";
import type { Self } from "#db/tenant.ts";

/** The organizations that the person belongs to, by name. */
export function listOrganizations({ db, personId }: Self) {
  return db
    .select({ id: organizations.id, name: organizations.name, role: memberships.role })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(eq(memberships.personId, personId))
    .orderBy(asc(organizations.name))
    .all();
}
