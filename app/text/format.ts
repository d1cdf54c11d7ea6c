import { bounded } from "./bounded.ts";
import { formatMoney, formatUnitAmount } from "./money.ts";

export type Format = ReturnType<typeof formatFor>;

/** What Intl holds for one locale, measured. */
const formatBytes = 300_000;
const made = bounded<ReturnType<typeof make>>(12_000_000, () => formatBytes);

function make(locale: string) {
  const formatter = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, options);
    return (ms: number) => format.format(ms);
  };
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
  /** "9:05 AM", but "09:05". */
  const clock = { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit" } as const;
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const countries = new Intl.DisplayNames(locale, { type: "region" });
  return {
    locale,
    /** Minor units and a currency. */
    money: (minorUnits: number, currency: string) => formatMoney(minorUnits, currency, locale),
    /** Minor units as decimal text, with all their decimals. */
    unitAmount: (unitAmount: string, currency: string) => formatUnitAmount(unitAmount, currency, locale),
    /** "30 November 2026". All take epoch milliseconds and speak in the company's time zone (`TZ`). */
    date: formatter({ day: "numeric", month: "long", year: "numeric" }),
    shortDate: formatter({ day: "numeric", month: "short", year: "numeric" }),
    weekday: formatter({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    /** "Wed 25 Nov", for a day soon. */
    dayWithName: formatter({ weekday: "short", day: "numeric", month: "short" }),
    dayAndMonth: formatter({ day: "numeric", month: "short" }),
    /** "25 Nov 2026, 11:00 GMT+1": the company's clock, which need not be the reader's. */
    dateTime: formatter({ day: "numeric", month: "short", year: "numeric", ...clock, timeZoneName: "short" }),
    /** "Wed 25 Nov, 11:00 GMT+1", for a moment within the next days. */
    dayAndTime: formatter({ weekday: "short", day: "numeric", month: "short", ...clock, timeZoneName: "short" }),
    time: formatter({ ...clock, timeZoneName: "short" }),
    number: (value: number) => numbers.format(value),
    /** A country's name by its code; anything else as it is. */
    country: (code: string) => (/^[a-z]{2}$/i.test(code) ? (countries.of(code.toUpperCase()) ?? code) : code),
  };
}

/** Numbers, money and dates in one locale. */
export function formatFor(locale: string) {
  return made.get(locale) ?? made.keep(locale, make(locale));
}

/** "2026-11-23", the day of a moment (epoch milliseconds) in the company's time zone (`TZ`). */
export function isoDay(ms: number): string {
  const date = new Date(ms);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A day as 2026-12-01, from that or from 1.12.2026; null where it is neither, or no day of the calendar. */
export function readDay(text: string): string | null {
  const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  const two = (n: string) => n.padStart(2, "0");
  const day = dotted ? `${dotted[3]}-${two(dotted[2]!)}-${two(dotted[1]!)}` : text;
  return /^\d{4}-\d\d-\d\d$/.test(day) && isoDay(noonOf(day)) === day ? day : null;
}

/** The midnight that begins a day like "2026-12-01" in the company's time zone, or one so many days after it, in epoch milliseconds. */
export function startOf(day: string, daysAfter = 0): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysAfter).getTime();
}

/** How many days of the company's calendar lie between two moments (epoch milliseconds). */
export function daysBetween(from: number, to: number): number {
  return Math.round((noonOf(isoDay(to)) - noonOf(isoDay(from))) / (24 * 60 * 60_000));
}

/** Whether it is an hour to remind people at, where the company is: from 7 to 20 o'clock. `now` is epoch milliseconds. */
export function isDaytime(now: number): boolean {
  const hour = new Date(now).getHours();
  return hour >= 7 && hour < 20;
}

/** The midnight that ends a day like "2026-12-01" in the company's time zone, in epoch milliseconds. */
export function endOf(day: string): number {
  return startOf(day, 1);
}

/** Noon of a day like "2026-12-01" in the company's time zone, in epoch milliseconds: what the formats above take. */
export function noonOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date, 12).getTime();
}
