import { bounded } from "./bounded.ts";

/** What Intl holds for one locale and zone, roughly. */
const formatBytes = 100_000;
const made = bounded<Intl.DateTimeFormat>(5_000_000, () => formatBytes);

function makeFormat(locale: string, timeZone: string) {
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
  const clock = { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit", timeZoneName: "short" } as const;
  return new Intl.DateTimeFormat(locale, { timeZone, day: "numeric", month: "long", year: "numeric", ...clock });
}

/** "23 November 2026 at 11:00 CET", of epoch milliseconds. */
export function momentIn(locale: string, zone: string, ms: number): string {
  const key = `${locale} ${zone}`;
  return (made.get(key) ?? made.keep(key, makeFormat(locale, zone))).format(ms);
}
