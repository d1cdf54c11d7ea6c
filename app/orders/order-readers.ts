import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import type { OrgId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import type { Tenant } from "#db/tenant.ts";
import { can, rolesWith } from "../can.ts";
import { findMemberByAddress } from "../people/members.ts";

/** As whom an address may see the organization's orders now; null where it may not. There is nothing to pay. */
export function findOrderReader(tenant: Tenant, email: string) {
  const member = findMemberByAddress(tenant, email);
  return member && can(member.role, "orders.read") ? { orgName: member.orgName, mayPay: false } : null;
}

const listing = prepared((db) =>
  db
    .select({ email: people.email })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .where(
      and(eq(memberships.orgId, sql.placeholder("orgId")), inArray(memberships.role, [...rolesWith("orders.read")])),
    )
    .prepare(),
);

/** The addresses of the organization's people who may read its orders, the disabled left out. */
export const listOrderReaders = ({ db }: { db: Db }, orgId: OrgId): string[] =>
  listing(db)
    .all({ orgId })
    .map(({ email }) => email);
