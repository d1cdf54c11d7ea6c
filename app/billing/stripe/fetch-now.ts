import { systemOf, transact } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { stripeApiFor } from "./stripe-api.ts";
import { nextObservation } from "./fetch-queue.ts";
import { StripeFault } from "./fault.ts";
import type { Lane } from "./breaker.ts";
import { throttleOf } from "./throttle.ts";
import { readOne, type ObjectType, type Query } from "./object-type.ts";
import { storeObservation } from "./store-observation.ts";

/**
 * Fetches one object now and stores it as the sync does. Gives what Stripe answered, or null where it is gone. Throws
 * `StripeFault` where Stripe gives no answer, or the lane's share of requests is used up.
 */
export async function fetchNow<A>(
  portal: Portal,
  objectType: ObjectType<A>,
  id: string,
  lane: Lane,
): Promise<A | null> {
  if (throttleOf(portal).limiters[lane].room(portal.now()) < 1)
    throw new StripeFault("limited", "Too many requests already");
  const system = systemOf(connectionOf(portal));
  const obs = nextObservation(system);
  const answer = await readOne(objectType, stripeApiFor(portal, lane), id);
  storeObservation(system, objectType, id, answer, obs, portal.now());
  return answer;
}

/**
 * Fetches now all of one type that a customer holds, found by `query`, and stores them as the sync does. What is missing
 * from the list is asked for by itself, as absence proves nothing. Throws `StripeFault`.
 */
export async function fetchAllNow<A>(
  portal: Portal,
  objectType: ObjectType<A>,
  customerId: string,
  query: Query,
  lane: Lane,
) {
  const system = systemOf(connectionOf(portal));
  const api = stripeApiFor(portal, lane);
  const obs = nextObservation(system);
  const found = await api.all(objectType.object, objectType.path, query);
  const answers = await Promise.all(found.map(async (raw) => [raw.id, await objectType.complete(api, raw)] as const));
  transact(system, () => {
    for (const [id, answer] of answers) storeObservation(system, objectType, id, answer, obs, portal.now());
  });
  const listed = new Set(found.map(({ id }) => id));
  const absent = objectType.heldBy!(system, customerId).filter((id) => !listed.has(id));
  await Promise.all(absent.map((id) => fetchNow(portal, objectType, id, lane)));
}
