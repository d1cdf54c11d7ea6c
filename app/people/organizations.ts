import { asc, eq } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { memberships, organizations } from "#db/schema/organizations.ts";
import type { Self } from "#db/tenant.ts";

const listing = preparedFor(({ db, personId }: Self) =>
  db
    .select({ id: organizations.id, name: organizations.name, role: memberships.role })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(eq(memberships.personId, personId))
    .orderBy(asc(organizations.name)),
);

/** The organizations that the person belongs to, by name. */
export const listOrganizations = (self: Self) => listing(self).all();
