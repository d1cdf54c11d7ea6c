import { transact, type System } from "#db/tenant.ts";
import { markDirty, pendingEventAt } from "./dirty.ts";
import type { Kind, Sighting } from "./kind.ts";
import { kinds } from "./kinds.ts";
import { linkCustomer } from "./link.ts";
import { bury } from "./put.ts";

/**
 * Stores what a look at an object found, in one transaction with all that follows; null is its tombstone. `obs` was
 * taken before the request, `now` is epoch milliseconds.
 */
export function storeSighting<A>(
  system: System,
  kind: Kind<A>,
  id: string,
  answer: A | null,
  obs: number,
  now: number,
) {
  transact(system, () => {
    const eventAt = pendingEventAt(system, { type: kind.object, id });
    const link: Sighting["link"] = (customerId, orgId) => linkCustomer(system, customerId, orgId, now);
    const sighting = { system, now, obs, eventAt, link };
    if (answer !== null) return kind.save(sighting, answer);
    if (!bury(sighting, kind.table, id, kind.blank)) return;
    kind.gone?.(sighting, id);
    if (kind.object === "customer") markHeld(sighting, id);
  });
}

/** Stripe says nothing of what changes in silence when a customer is deleted. */
function markHeld({ system, now, eventAt }: Sighting, customerId: string) {
  for (const { object, heldBy } of kinds.values())
    for (const id of heldBy?.(system, customerId) ?? []) markDirty(system, { type: object, id }, { now, eventAt });
}
