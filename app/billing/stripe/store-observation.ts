import { transact, type System } from "#db/tenant.ts";
import { markForFetch, pendingEventAt, type ObjectRef } from "./fetch-queue.ts";
import type { ObjectType, Observation } from "./object-type.ts";
import { objectTypes } from "./object-types.ts";
import { linkCustomer } from "./link.ts";
import { storeDeletion } from "./store-object.ts";

/**
 * Stores what was observed of an object, in one transaction with all that follows; null is its tombstone. `obs` was
 * taken before the request, `now` is epoch milliseconds.
 */
export function storeObservation<A>(
  system: System,
  objectType: ObjectType<A>,
  id: string,
  answer: A | null,
  obs: number,
  now: number,
) {
  transact(system, () => {
    const observation = observationOf(system, { type: objectType.object, id }, obs, now);
    if (answer !== null) return objectType.save(observation, answer);
    if (!storeDeletion(observation, objectType.table, id, objectType.blank)) return;
    objectType.gone?.(observation, id);
    if (objectType.object === "customer") markHeld(observation, id);
  });
}

/** The observation of one object, in the caller's transaction: with the event that told of it and is not yet answered. */
export function observationOf(system: System, ref: ObjectRef, obs: number, now: number): Observation {
  const link: Observation["link"] = (customerId, orgId) => linkCustomer(system, customerId, orgId, now);
  return { system, now, obs, eventAt: pendingEventAt(system, ref), link };
}

/** Stripe says nothing of what changes in silence when a customer is deleted. */
function markHeld({ system, now, eventAt }: Observation, customerId: string) {
  for (const { object, heldBy } of objectTypes.values())
    for (const id of heldBy?.(system, customerId) ?? []) markForFetch(system, { type: object, id }, { now, eventAt });
}
