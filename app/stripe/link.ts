import { and, eq, isNull, ne, or } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { organizations } from "#db/schema/organizations.ts";
import { transact, type System } from "#db/tenant.ts";
import { closeStaffTask } from "../models/staff-tasks.ts";
import { kinds } from "./kinds.ts";

/**
 * Gives a Stripe customer and every row that is theirs to an organization, in one transaction; called again with
 * another organization it moves them. `now` is epoch milliseconds. Throws where the organization does not exist.
 */
export function linkCustomer(system: System, customerId: string, orgId: OrgId, now: number) {
  const { db } = system;
  transact(system, () => {
    const exists = db.select({ id: organizations.id }).from(organizations).where(eq(organizations.id, orgId)).get();
    if (!exists) throw new Error(`There is no organization ${orgId}`);
    const elsewhere = or(isNull(stripeCustomers.orgId), ne(stripeCustomers.orgId, orgId));
    db.update(stripeCustomers)
      .set({ orgId })
      .where(and(eq(stripeCustomers.id, customerId), elsewhere))
      .run();
    for (const { ofCustomer = [] } of kinds.values()) {
      for (const { table, where } of ofCustomer) {
        const set: object = { orgId };
        db.update(table)
          .set(set)
          .where(and(where(customerId), or(isNull(table.orgId), ne(table.orgId, orgId))))
          .run();
      }
    }
    closeStaffTask(system, "customer-without-email", customerId, now);
    for (const kind of kinds.values()) kind.linked?.(system, customerId, orgId, now);
  });
}
