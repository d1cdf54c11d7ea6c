import { bounded } from "./bounded.ts";

/** What Intl holds for one zone, roughly. */
const clockBytes = 100_000;
const clocks = bounded<Intl.DateTimeFormat>(5_000_000, () => clockBytes);
const dayMs = 24 * 60 * 60_000;

/** The company's zone (`TZ`). */
export const companyZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

function makeClock(timeZone: string) {
  const two = "2-digit";
  const parts = { year: "numeric", month: two, day: two, hour: two, minute: two, second: two } as const;
  return new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...parts });
}

/** What clocks in a zone show at a moment, as the moment when they show that in UTC. Both are epoch milliseconds. */
export function wallAt(ms: number, zone: string): number {
  const clock = clocks.get(zone) ?? clocks.keep(zone, makeClock(zone));
  const parts = new Map(clock.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type)!;
  const fraction = ((ms % 1000) + 1000) % 1000;
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")) + fraction;
}

/**
 * The moment when clocks in a zone show what `wall` says, as `wallAt` gives it: the first where they do twice, and where
 * they never do, the first that they show after it.
 */
export function momentAt(wall: number, zone: string): number {
  const ahead = (ms: number) => wallAt(ms, zone) - ms;
  const offsets = [ahead(wall - dayMs), ahead(wall + dayMs)];
  const found = offsets.map((offset) => wall - offset).filter((ms) => wallAt(ms, zone) === wall);
  if (found.length) return Math.min(...found);
  let [before, after] = [wall - Math.max(...offsets), wall - Math.min(...offsets)];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallAt(middle, zone) < wall) before = middle;
    else after = middle;
  }
  return after;
}

/** "2026-11-23", the day of a moment (epoch milliseconds) in a zone. */
export const localDay = (zone: string, ms: number) => new Date(wallAt(ms, zone)).toISOString().slice(0, 10);

/** "14:05", or "2:05 PM": what clocks in a zone show at a moment (epoch milliseconds). */
export function timeIn(zone: string, ms: number, locale: string): string {
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
  const clock = { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit" } as const;
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...clock }).format(wallAt(ms, zone));
}
