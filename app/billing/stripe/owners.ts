import type { OrgId } from "#db/ids.ts";
import { charges, stripeCustomers } from "#db/schema/billing.ts";
import { markForFetch } from "./fetch-queue.ts";
import type { Observation } from "./object-type.ts";
import { rowOf } from "#db/statements.ts";

/**
 * The organization that a Stripe customer is linked to, or null. A customer nobody has seen is asked for, so that what
 * arrived before them finds its owner.
 */
export function ownerOf({ system, now, eventAt }: Observation, customerId: string | null): OrgId | null {
  if (!customerId) return null;
  const customer = rowOf(system.db, stripeCustomers, customerId);
  if (!customer) markForFetch(system, { type: "customer", id: customerId }, { now, eventAt });
  return customer?.orgId ?? null;
}

/** The organization that a charge belongs to, or null. A charge nobody has seen is asked for. */
export function ownerOfCharge({ system, now, eventAt }: Observation, chargeId: string | null): OrgId | null {
  if (!chargeId) return null;
  const charge = rowOf(system.db, charges, chargeId);
  if (!charge) markForFetch(system, { type: "charge", id: chargeId }, { now, eventAt });
  return charge?.orgId ?? null;
}
