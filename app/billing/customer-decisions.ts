import { eq } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { customerClaims, customerDecisions } from "#db/schema/feed.ts";
import type { Staff, System } from "#db/tenant.ts";
import { closeStaffTasksAbout } from "../company/staff-tasks.ts";

/**
 * Writes down that staff decided whose a Stripe customer is, nobody's where null, in the caller's transaction: what the
 * feed says of it changes nothing from then on, and what it asked staff is answered. `now` is epoch milliseconds.
 */
export function decideCustomer(staff: Staff, customerId: string, orgId: OrgId | null, now: number) {
  const { db } = staff;
  const decision = { decidedBy: staff.email, decidedAt: now };
  db.insert(customerDecisions)
    .values({ customerId, ...decision })
    .onConflictDoUpdate({ target: customerDecisions.customerId, set: decision })
    .run();
  db.delete(customerClaims).where(eq(customerClaims.customerId, customerId)).run();
  if (orgId) db.insert(customerClaims).values({ customerId, orgId, createdAt: now }).run();
  for (const kind of ["customer-of-another", "customer-in-two-places"])
    closeStaffTasksAbout(staff, kind, customerId, now);
}

/** Whether staff decided whose a Stripe customer is. */
export const isDecided = ({ db }: System, customerId: string) =>
  !!db.select().from(customerDecisions).where(eq(customerDecisions.customerId, customerId)).get();
