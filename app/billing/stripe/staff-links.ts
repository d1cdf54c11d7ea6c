import { eq } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { systemOf, transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "../../company/audit-log.ts";
import { tellOfLoss } from "../mails/customer-lost.ts";
import { decideCustomer } from "../customer-decisions.ts";
import { linkCustomer, unlinkCustomer } from "./link.ts";

/**
 * Gives a Stripe customer with all that is theirs to an organization, or moves them there from another, whose owners are
 * told, and writes down who did it, in one transaction: the feed changes that no more. `now` is epoch milliseconds. Throws
 * where there is no such customer or organization.
 */
export function linkStripeCustomer(staff: Staff, customerId: string, orgId: OrgId, now: number) {
  transact(staff, () => {
    const former = ownerOf(staff, customerId);
    if (former !== orgId) linkCustomer(systemOf(staff.connection), customerId, orgId, now);
    decideCustomer(staff, customerId, orgId, now);
    if (former === orgId) return;
    if (former) {
      writeDown(staff, { orgId: former, action: "customer.unlinked", subject: customerId }, now);
      tellOfLoss(systemOf(staff.connection), former, { customerId, isMoved: true }, now);
    }
    writeDown(staff, { orgId, action: "customer.linked", subject: customerId }, now);
  });
}

/**
 * Takes a Stripe customer from their organization, whose owners are told, and writes down who did it, in one transaction:
 * what is theirs is seen by nobody until staff link them again. Throws where there is no such customer.
 */
export function unlinkStripeCustomer(staff: Staff, customerId: string, now: number) {
  transact(staff, () => {
    const former = ownerOf(staff, customerId);
    decideCustomer(staff, customerId, null, now);
    if (!former) return;
    const system = systemOf(staff.connection);
    unlinkCustomer(system, customerId, now);
    tellOfLoss(system, former, { customerId, isMoved: false }, now);
    writeDown(staff, { orgId: former, action: "customer.unlinked", subject: customerId }, now);
  });
}

function ownerOf({ db }: Staff, customerId: string): OrgId | null {
  const { id, orgId } = stripeCustomers;
  const found = db.select({ orgId }).from(stripeCustomers).where(eq(id, customerId)).get();
  if (!found) throw new Error(`There is no Stripe customer ${customerId}`);
  return found.orgId;
}
