import type { Portal } from "../../portal.server.ts";
import { makeBreaker } from "./breaker.ts";
import { makeLimiter } from "./limiter.ts";
import { tuningOf } from "./tuning.ts";

function makeThrottle(portal: Portal) {
  const { perSecond, interactivePerSecond } = tuningOf(portal);
  return {
    breaker: makeBreaker(),
    /** Whether the events are to be fetched at once, as Stripe has just come back. */
    isPollOwed: false,
    limiters: { sync: makeLimiter(perSecond), interactive: makeLimiter(interactivePerSecond) },
  };
}

const throttles = new WeakMap<Portal, ReturnType<typeof makeThrottle>>();

/** What holds back this process's requests to Stripe: the pace, and the breaker that opens where our key is refused. */
export function throttleOf(portal: Portal) {
  let throttle = throttles.get(portal);
  if (!throttle) throttles.set(portal, (throttle = makeThrottle(portal)));
  return throttle;
}

/** When Stripe may be asked for the next object: `now`, or later while it refuses our key or our pace. */
export function nextRequestAt(portal: Portal): number {
  const { breaker, limiters } = throttleOf(portal);
  const now = portal.now();
  return Math.max(breaker.opensAt(now), limiters.sync.opensAt(now));
}

/**
 * How many requests of the sync may be under way: `maxLanes`, fewer where the pace is used up but for `spare`, a share of a
 * second's worth, one where it is a probe, and none while Stripe does not answer: then `isAnswering` asks.
 */
export function freeLanes(portal: Portal, maxLanes: number, spare = 0): number {
  const { breaker, limiters } = throttleOf(portal);
  const now = portal.now();
  if (breaker.cause() === "away" || nextRequestAt(portal) > now) return 0;
  const room = limiters.sync.room(now) - Math.floor(limiters.sync.rate() * spare);
  return breaker.isOpen() ? 1 : Math.max(0, Math.min(maxLanes, room));
}
