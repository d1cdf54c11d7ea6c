/** Milliseconds to wait before try number `attempt` (from 1): doubling from a second to 15 minutes, with full jitter above half. */
export function backoff(attempt: number, random: () => number = Math.random, maxMs = 15 * 60_000): number {
  const whole = Math.min(maxMs, 1_000 * 2 ** Math.min(attempt - 1, 20));
  return Math.round(whole / 2 + (whole / 2) * random());
}
