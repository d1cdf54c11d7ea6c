import { momentOf, wallAt } from "../text/zones.ts";

const dayMs = 24 * 60 * 60_000;
const hourMs = 60 * 60_000;
const firstWorkday = 1;
const lastWorkday = 5;

/** When somebody wants their digest: at which hour, on which days, by the clocks of which zone. */
export type DigestTimes = { hour: number; days: "daily" | "weekdays" | "monday"; zone: string };

function isOn(days: DigestTimes["days"], midnight: number): boolean {
  const weekday = new Date(midnight).getUTCDay();
  if (days === "daily") return true;
  return weekday === firstWorkday || (days === "weekdays" && weekday > firstWorkday && weekday <= lastWorkday);
}

/** The next moment after that one when a digest is due; epoch milliseconds. */
export function nextSlot({ hour, days, zone }: DigestTimes, after: number): number {
  let midnight = Math.floor(wallAt(after, zone) / dayMs) * dayMs;
  for (; ; midnight += dayMs) {
    const slot = isOn(days, midnight) ? momentOf(midnight + hour * hourMs, zone) : after;
    if (slot > after) return slot;
  }
}
