import { dateOrders, type DateOrder } from "#db/schema/imports.ts";
import { isoDay } from "../text/format.ts";
import type { FaultName } from "./import-faults.ts";
import { readWritten, type WrittenDate } from "./written-date.ts";

/** A year of two digits is one of this century up to here; any other has to be written in full. */
const lastShortYear = 69;
const two = (n: number) => String(n).padStart(2, "0");

/** Whether a date can be read in one order only, whatever the file's others are. */
export const isPlain = ({ groups: [first], isNamed }: WrittenDate) => isNamed || first.length === 4;

/** The day like "2026-12-01" that a date is in an order; null where it is none. */
export function dayIn(written: WrittenDate, order: DateOrder): string | null {
  const [a, b, c] = written.groups;
  const byOrder = { dmy: [c, b, a], mdy: [c, a, b], ymd: [a, b, c] } as const;
  const [year, month, day] = byOrder[!isPlain(written) ? order : written.isNamed ? "dmy" : "ymd"];
  if ((year.length !== 4 && year.length !== 2) || month.length > 2 || day.length > 2) return null;
  if (year.length === 2 && Number(year) > lastShortYear) return null;
  return dayOf(Number(year) + (year.length === 2 ? 2000 : 0), Number(month), Number(day));
}

function dayOf(year: number, month: number, day: number): string | null {
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return isDay ? `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}` : null;
}

/** The calendar comes round every 400 years. */
const daysIn = (year: number, month: number) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** The days that a date can be, by the orders in which it is one. */
export const daysOf = (written: WrittenDate) =>
  dateOrders.flatMap((order) => {
    const day = dayIn(written, order);
    return day ? [{ order, day }] : [];
  });

/**
 * The day that a date means in a file of that order, and the moment: of the company's zone where it names none. Else
 * what is wrong with it.
 */
export function readDate(text: string, order: DateOrder | null): { day: string; at: number } | FaultName {
  const written = readWritten(text);
  if (!written) return "noDay";
  const days = daysOf(written);
  const day = order || isPlain(written) ? dayIn(written, order ?? "ymd") : onlyDay(days);
  if (!day) return days.length ? "mixedDates" : isShortYear(written) ? "shortYear" : "noDay";
  return day < "1900" || day >= "2200" ? "farAway" : momentOf(day, written.time);
}

/** The day that it is in whatever order; null where it depends on that. */
const onlyDay = (days: ReturnType<typeof daysOf>) =>
  days.length > 1 && days.every(({ day }) => day === days[0]!.day) ? days[0]!.day : null;

const isShortYear = ({ groups }: WrittenDate) => groups.every((group) => group.length <= 2);

/** Midnight is the day that is written, in whatever zone: programs write days so. */
function momentOf(day: string, time: WrittenDate["time"]) {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  if (!time || time.zoneMs === null)
    return { day, at: new Date(year, month - 1, date, 0, 0, 0, time?.ms ?? 0).getTime() };
  const at = Date.UTC(year, month - 1, date) + time.ms - time.zoneMs;
  return { day: time.ms === 0 ? day : isoDay(at), at };
}
