import { z } from "zod";
import { digestDays } from "#db/schema/notifications.ts";
import type { Times } from "../mail/slots.ts";
import { readDay } from "../text/format.ts";
import { companyZone, localDay } from "../text/zones.ts";
import { findZone } from "../text/zone-names.ts";
import type { NotificationsText } from "./text.ts";

const dayMs = 24 * 60 * 60_000;
export const maxPauseDays = 31;
export const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** The fields of the form, by their names. */
export type TimesFields = Record<"zone" | "hour" | "days" | "quietFrom" | "quietTo" | "pausedUntil", string>;

/** What somebody may choose; it gives `Times`. `now` is epoch milliseconds. */
export function timesSchema({ times: words }: NotificationsText, now: number) {
  const hour = z.enum(hours.map(String), words.hourWrong).transform(Number);
  return z
    .object({
      zone: z.string().trim().optional(),
      hour,
      days: z.enum(digestDays, words.daysWrong),
      quietFrom: hour.optional(),
      quietTo: hour.optional(),
      pausedUntil: z.string().trim().optional(),
    })
    .transform(({ zone: typed, quietFrom: from, quietTo: to, pausedUntil, ...rest }, { addIssue }): Times => {
      const fault = (field: keyof TimesFields, message: string) => addIssue({ code: "custom", path: [field], message });
      const zone = typed ? findZone(typed) : null;
      if (zone === null) fault("zone", typed ? words.zoneWrong : words.zoneMissing);
      if (from === undefined && to !== undefined) fault("quietFrom", words.quietHalf);
      if (from !== undefined && to === undefined) fault("quietTo", words.quietHalf);
      if (from !== undefined && from === to) fault("quietTo", words.quietSame);
      const day = pausedUntil ? readDay(pausedUntil) : null;
      const dayAfter = (days: number) => localDay(zone ?? companyZone(), now + days * dayMs);
      if (pausedUntil && day === null) fault("pausedUntil", words.dayWrong);
      else if (day !== null && day < dayAfter(0)) fault("pausedUntil", words.dayOver);
      else if (day !== null && day > dayAfter(maxPauseDays)) fault("pausedUntil", words.dayFar(maxPauseDays));
      const quiet = from === undefined || to === undefined ? null : { from, to };
      return { ...rest, zone: zone ?? companyZone(), quiet, pausedUntil: day };
    });
}

/** What the fields hold at first; a pause that is over is none. */
export function timesTyped({ zone, hour, days, quiet, pausedUntil }: Times, now: number): TimesFields {
  return {
    zone,
    hour: String(hour),
    days,
    quietFrom: quiet ? String(quiet.from) : "",
    quietTo: quiet ? String(quiet.to) : "",
    pausedUntil: pausedUntil !== null && pausedUntil >= localDay(zone, now) ? pausedUntil : "",
  };
}
