import type { DigestDays } from "#db/schema/notifications.ts";
import { momentAt, wallAt } from "../text/zones.ts";

const dayMs = 24 * 60 * 60_000;
const hourMs = 60 * 60_000;
const firstWorkday = 1;
const lastWorkday = 5;

/** When somebody wants what can wait: hours by the clocks of their zone, the pause's last day like 2026-12-01. */
export type Times = {
  zone: string;
  hour: number;
  days: DigestDays;
  quiet: { from: number; to: number } | null;
  pausedUntil: string | null;
};

const midnightOf = (wall: number) => Math.floor(wall / dayMs) * dayMs;
const afterPause = ({ pausedUntil }: Times) => (pausedUntil === null ? null : Date.parse(pausedUntil) + dayMs);

function isOn(days: DigestDays, midnight: number): boolean {
  const weekday = new Date(midnight).getUTCDay();
  if (days === "daily") return true;
  return weekday === firstWorkday || (days === "weekdays" && weekday > firstWorkday && weekday <= lastWorkday);
}

/** The next moment after that one when a digest is due, after a pause that of its morning after; epoch milliseconds. */
export function nextSlot(times: Times, after: number): number {
  const { hour, days, zone } = times;
  const at = (midnight: number) => momentAt(midnight + hour * hourMs, zone);
  const morning = afterPause(times);
  if (morning !== null && at(morning) > after) return at(morning);
  for (let midnight = midnightOf(wallAt(after, zone)); ; midnight += dayMs) {
    const slot = isOn(days, midnight) ? at(midnight) : after;
    if (slot > after) return slot;
  }
}

/** Whether they get nothing now that can wait. */
export function isPaused(times: Times, now: number): boolean {
  const end = afterPause(times);
  return end !== null && now < momentAt(end, times.zone);
}

/** When their quiet hours end, in epoch milliseconds; null where there are none now. */
export function quietUntil({ quiet, zone }: Times, now: number): number | null {
  if (!quiet) return null;
  const { from, to } = quiet;
  const wall = wallAt(now, zone);
  const hour = (wall - midnightOf(wall)) / hourMs;
  const isQuiet = from < to ? hour >= from && hour < to : from !== to && (hour >= from || hour < to);
  if (!isQuiet) return null;
  const ends = [0, dayMs].map((days) => momentAt(midnightOf(wall) + days + to * hourMs, zone));
  return ends.find((end) => end > now)!;
}
