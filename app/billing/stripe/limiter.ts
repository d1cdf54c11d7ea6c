import { backoff } from "../../jobs/backoff.ts";

export type Limiter = ReturnType<typeof makeLimiter>;

const recoverMs = 60_000;
const maxPauseMs = 10_000;

/**
 * A token bucket of one second's worth. It may be overdrawn: an object whose first request is let through asks for its
 * children too, and the next object waits longer. All times are epoch milliseconds of the clock passed in.
 */
export function makeLimiter(perSecond: number) {
  let rate = perSecond;
  let tokens = perSecond;
  let at = 0;
  let closedUntil = 0;
  let halvedAt = -Infinity;
  let refusals = 0;
  let refusedSince: number | null = null;

  function flow(now: number) {
    if (rate < perSecond && now - halvedAt >= recoverMs) {
      rate = Math.min(perSecond, rate * 2);
      halvedAt = now;
    }
    tokens = Math.min(perSecond, tokens + (Math.max(0, now - at) / 1000) * rate);
    at = now;
  }

  return {
    /** When the next object may be asked for: `now` or later. */
    opensAt(now: number): number {
      flow(now);
      const full = tokens >= 1 ? now : now + Math.ceil(((1 - tokens) / rate) * 1000);
      return Math.max(full, closedUntil);
    },
    /** How many objects may be asked for now. */
    room(now: number): number {
      flow(now);
      return now < closedUntil ? 0 : Math.max(0, Math.floor(tokens));
    },
    spend(now: number) {
      flow(now);
      tokens -= 1;
    },
    succeeded() {
      refusals = 0;
      refusedSince = null;
    },
    /** Since when every answer was a 429; null after any other. */
    refusedSince: () => refusedSince,
    /** Stripe answered 429: half the pace (once a second at most), and nothing at all for as long as it asks. */
    refused(now: number, retryAfterMs: number | null, random: () => number) {
      refusedSince ??= now;
      if (now - halvedAt >= 1000) {
        rate = Math.max(1, rate / 2);
        halvedAt = now;
        refusals += 1;
      }
      closedUntil = Math.max(closedUntil, now + (retryAfterMs ?? backoff(refusals, random, maxPauseMs)));
    },
    rate: () => rate,
  };
}
