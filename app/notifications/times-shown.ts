import type { Times } from "../mail/slots.ts";
import { isPaused } from "../mail/slots.ts";
import { cityOf, zoneLabel, zoneNames } from "../text/zone-names.ts";
import { timeIn } from "../text/zones.ts";
import { hours, timesTyped } from "./times-form.ts";

const hourMs = 60 * 60_000;
const clock = (hour: number, locale: string) => timeIn("UTC", hour * hourMs, locale);

/** When somebody gets what can wait, in a line; `now` is epoch milliseconds. */
export function summarizeTimes(times: Times, now: number, locale: string) {
  const { zone, hour, days, pausedUntil } = times;
  return {
    days,
    time: clock(hour, locale),
    place: cityOf(zone),
    pausedUntil: isPaused(times, now) ? pausedUntil : null,
  };
}

export type TimesSummary = ReturnType<typeof summarizeTimes>;

/** What the form of times shows; `now` is epoch milliseconds. */
export function showTimes(times: Times, now: number, locale: string) {
  return {
    typed: { ...timesTyped(times, now), zone: zoneLabel(times.zone) },
    now: timeIn(times.zone, now, locale),
    place: cityOf(times.zone),
    zones: zoneNames.map(zoneLabel),
    hours: hours.map((hour) => ({ code: String(hour), name: clock(hour, locale) })),
  };
}

export type ShownTimes = ReturnType<typeof showTimes>;
