import { transact, type System } from "#db/tenant.ts";
import { markDirty, pendingEventAt, type ObjectRef } from "./fetch-queue.ts";
import type { Kind, Sighting } from "./object-type.ts";
import { kinds } from "./object-types.ts";
import { linkCustomer } from "./link.ts";
import { bury } from "./store-object.ts";

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
    const sighting = sightingOf(system, { type: kind.object, id }, obs, now);
    if (answer !== null) return kind.save(sighting, answer);
    if (!bury(sighting, kind.table, id, kind.blank)) return;
    kind.gone?.(sighting, id);
    if (kind.object === "customer") markHeld(sighting, id);
  });
}

/** A look at one object, in the caller's transaction: with the event that told of it and is not yet answered. */
export function sightingOf(system: System, mark: ObjectRef, obs: number, now: number): Sighting {
  const link: Sighting["link"] = (customerId, orgId) => linkCustomer(system, customerId, orgId, now);
  return { system, now, obs, eventAt: pendingEventAt(system, mark), link };
}

/** Stripe says nothing of what changes in silence when a customer is deleted. */
function markHeld({ system, now, eventAt }: Sighting, customerId: string) {
  for (const { object, heldBy } of kinds.values())
    for (const id of heldBy?.(system, customerId) ?? []) markDirty(system, { type: object, id }, { now, eventAt });
}
