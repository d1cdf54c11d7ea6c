import { systemOf } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { askerFor } from "./ask.ts";
import { nextObservation } from "./dirty.ts";
import { StripeFault } from "./fault.ts";
import { gateOf, type Lane } from "./gate.ts";
import { readOne, type Kind } from "./kind.ts";
import { storeSighting } from "./store.ts";

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
