import { and, eq, isNull, ne } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { suppressions } from "#db/schema/mail.ts";
import { memberships, people, type Role } from "#db/schema/organizations.ts";
import { mine, type Tenant } from "#db/tenant.ts";

/** The addresses of the organization's owners who may sign in, but for that person's. */
export function ownerAddresses(tenant: Tenant, except?: PersonId): string[] {
  const others = except ? ne(memberships.personId, except) : undefined;
  return tenant.db
    .select({ email: people.email })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .where(mine(tenant, memberships, eq(memberships.role, "owner"), others))
    .all()
    .map(({ email }) => email);
}

/** Whether the organization has no owner but that one. */
export const isLastOwner = (tenant: Tenant, { personId, role }: { personId: PersonId; role: Role }): boolean =>
  role === "owner" && !ownerAddresses(tenant, personId).length;

/** Whether the organization has an owner whose mails arrive: then staff make nobody else one. */
export const hasReachableOwner = (tenant: Tenant): boolean =>
  !!tenant.db
    .select({ personId: people.id })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .leftJoin(suppressions, eq(suppressions.email, people.email))
    .where(mine(tenant, memberships, eq(memberships.role, "owner"), isNull(suppressions.email)))
    .get();
