import type { Portal } from "../portal.server.ts";
import { makeBreaker } from "./breaker.ts";
import { makeLimiter } from "./limiter.ts";
import { tuningOf } from "./tuning.ts";

/** Who asks Stripe: the sync, or a person who waits for the answer. Each has a share of its own. */
export type Lane = "sync" | "interactive";

function makeGate(portal: Portal) {
  const { perSecond, interactivePerSecond } = tuningOf(portal);
  return {
    breaker: makeBreaker(),
    limiters: { sync: makeLimiter(perSecond), interactive: makeLimiter(interactivePerSecond) },
  };
}

const gates = new WeakMap<Portal, ReturnType<typeof makeGate>>();

/** What stands between this process and Stripe: the pace, and the breaker that opens where our key is refused. */
export function gateOf(portal: Portal) {
  let gate = gates.get(portal);
  if (!gate) gates.set(portal, (gate = makeGate(portal)));
  return gate;
}
