import { and, eq, isNotNull, isNull, ne, or } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { organizations } from "#db/schema/organizations.ts";
import { transact, type System } from "#db/tenant.ts";
import { closeStaffTask } from "../../company/staff-tasks.ts";
import { objectTypes } from "./object-types.ts";
import { takeLocale } from "./organization-locale.ts";
import { forgetPdfs } from "../documents/pdf-files.ts";

/**
 * Gives a Stripe customer and every row that is theirs to an organization, in one transaction; called again with
 * another organization it moves them. `now` is epoch milliseconds. Throws where the organization does not exist.
 */
export function linkCustomer(system: System, customerId: string, orgId: OrgId, now: number) {
  const { db } = system;
  transact(system, () => {
    const exists = db.select({ id: organizations.id }).from(organizations).where(eq(organizations.id, orgId)).get();
    if (!exists) throw new Error(`There is no organization ${orgId}`);
    own(system, customerId, orgId);
    closeStaffTask(system, "customer-without-email", customerId, now);
    for (const kind of objectTypes.values()) kind.linked?.(system, customerId, orgId, now);
  });
}

/**
 * Takes a Stripe customer and every row that is theirs from their organization, in one transaction: nobody sees them then.
 * The files of their invoices go. Nothing that comes later links them again by itself.
 */
export function unlinkCustomer(system: System, customerId: string, now: number) {
  transact(system, () => {
    forgetPdfs(system, customerId, now);
    own(system, customerId, null);
  });
}

function own(system: System, customerId: string, orgId: OrgId | null) {
  const { db } = system;
  const isIt = eq(stripeCustomers.id, customerId);
  const former = db.select({ orgId: stripeCustomers.orgId }).from(stripeCustomers).where(isIt).get()?.orgId ?? null;
  const all = [...objectTypes.values()].flatMap(({ ofCustomer = [] }) => ofCustomer);
  const itself = { table: stripeCustomers, where: () => isIt };
  for (const { table, where } of [itself, ...all]) {
    const elsewhere = orgId === null ? isNotNull(table.orgId) : or(isNull(table.orgId), ne(table.orgId, orgId));
    const set: object = { orgId };
    db.update(table)
      .set(set)
      .where(and(where(customerId), elsewhere))
      .run();
  }
  for (const id of [former, orgId]) if (id) takeLocale(system, id);
}
