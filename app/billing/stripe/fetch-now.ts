import { systemOf, transact } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { askerFor } from "./stripe-api.ts";
import { nextObservation } from "./fetch-queue.ts";
import { StripeFault } from "./fault.ts";
import type { Lane } from "./breaker.ts";
import { gateOf } from "./throttle.ts";
import { readOne, type Kind, type Query } from "./object-type.ts";
import { storeSighting } from "./store-observation.ts";

/**
 * Fetches one object now and stores it as the sync does. Gives what Stripe answered, or null where it is gone. Throws
 * `StripeFault` where Stripe gives no answer, or the lane's share of requests is used up.
 */
export async function lookAgain<A>(portal: Portal, kind: Kind<A>, id: string, lane: Lane): Promise<A | null> {
  if (gateOf(portal).limiters[lane].room(portal.now()) < 1)
    throw new StripeFault("limited", "Too many requests already");
  const system = systemOf(connectionOf(portal));
  const obs = nextObservation(system);
  const answer = await readOne(kind, askerFor(portal, lane), id);
  storeSighting(system, kind, id, answer, obs, portal.now());
  return answer;
}

/**
 * Fetches now all of one type that a customer holds, found by `query`, and stores them as the sync does. What is missing
 * from the list is asked for by itself, as absence proves nothing. Throws `StripeFault`.
 */
export async function lookAtAll<A>(portal: Portal, kind: Kind<A>, customerId: string, query: Query, lane: Lane) {
  const system = systemOf(connectionOf(portal));
  const ask = askerFor(portal, lane);
  const obs = nextObservation(system);
  const found = await ask.all(kind.object, kind.path, query);
  const answers = await Promise.all(found.map(async (raw) => [raw.id, await kind.complete(ask, raw)] as const));
  transact(system, () => {
    for (const [id, answer] of answers) storeSighting(system, kind, id, answer, obs, portal.now());
  });
  const listed = new Set(found.map(({ id }) => id));
  const absent = kind.heldBy!(system, customerId).filter((id) => !listed.has(id));
  await Promise.all(absent.map((id) => lookAgain(portal, kind, id, lane)));
}
