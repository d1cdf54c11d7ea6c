import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { memberships, organizations, people, type Role } from "#db/schema/organizations.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { rolesWith } from "../can.ts";
import type { Action } from "../features.ts";

const finding = preparedFor((tenant: Tenant, { email }: { email: string }) =>
  tenant.db
    .select({ personId: people.id, name: people.name, role: memberships.role, orgName: organizations.name })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), eq(people.email, email), isNull(people.disabledAt)))
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(mine(tenant, memberships)),
);

/** The member of the organization who holds this address now, or null: not one, moved on, or disabled. */
export const findMemberByAddress = (tenant: Tenant, email: string) => finding(tenant, { email }).get() ?? null;

const listing = preparedFor((tenant: Tenant, { roles }: { roles: Role[] }) =>
  tenant.db
    .select({ personId: people.id, name: people.name, email: people.email, role: memberships.role })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .where(mine(tenant, memberships, inArray(memberships.role, roles)))
    .orderBy(asc(people.email)),
);

/** The organization's people whose role holds a right, by address; the disabled left out. */
export const listMembersWith = (tenant: Tenant, right: Action) =>
  listing(tenant, { roles: [...rolesWith(right)] }).all();
