import { eq } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { stripeCustomers } from "#db/schema.ts";
import { markDirty } from "./dirty.ts";
import type { Sighting } from "./kind.ts";

/**
 * The organization that a Stripe customer is linked to, or null. A customer nobody has seen is asked for, so that what
 * arrived before them finds its owner.
 */
export function ownerOf({ system, now, eventAt }: Sighting, customerId: string | null): OrgId | null {
  if (!customerId) return null;
  const customer = system.db
    .select({ orgId: stripeCustomers.orgId })
    .from(stripeCustomers)
    .where(eq(stripeCustomers.id, customerId))
    .get();
  if (!customer) markDirty(system, { type: "customer", id: customerId }, { now, eventAt });
  return customer?.orgId ?? null;
}
