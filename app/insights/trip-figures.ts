import { setImmediate } from "node:timers/promises";
import { and, count, desc, gte, inArray, isNotNull, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { tripEnds, trips, type TripEnd } from "#db/schema/trips.ts";
import { usageDays } from "#db/schema/usage.ts";
import type { Staff } from "#db/tenant.ts";
import { isoDay, startOf } from "../text/format.ts";
import { countedErrors, type CountedPage } from "./pages.ts";
import { spreadOf, type Spread } from "./spread.ts";

/** What links in mails lead to; all else of them is a step further. */
const linksInMails: CountedPage[] = ["/l/:token", "/l/:token/pdf", "/u/:token"];
const daysShown = 28;
const maxKinds = 6;

/** Of so many delivered mails, how many were looked at by proven people, and how many at most. */
export type Looked = { delivered: number; proven: number; most: number };

/** How often the links of mails were opened by people or who was likely one, and how often that showed what they led to. */
function opened({ db }: Staff, since: string) {
  const isOfLink = inArray(usageDays.what, [...linksInMails, ...countedErrors]);
  const isOfPeople = and(sql`${usageDays.via} = 'mail'`, inArray(usageDays.how, ["person", "likely"]));
  const shown = sql<number>`coalesce(sum(iif(${usageDays.what} like '/%', ${usageDays.n}, 0)), 0)`;
  return db
    .select({ shown, all: sql<number>`coalesce(sum(${usageDays.n}), 0)` })
    .from(usageDays)
    .where(and(gte(usageDays.day, since), isOfLink, isOfPeople))
    .get()!;
}

/** How many ended so, by people who are proven to be some, with how many taps and seconds. */
export type WayTo = { done: TripEnd; n: number; taps: Spread; seconds: Spread };

const sumOf = (parts: readonly Looked[], name: keyof Looked) => parts.reduce((sum, part) => sum + part[name], 0);

/**
 * What mails of the last 28 days that were delivered led to, read in steps between which others are answered; `now` is epoch
 * milliseconds.
 */
export async function findTripFigures(staff: Staff, now: number) {
  const since = startOf(isoDay(now), 1 - daysShown);
  const isShown = and(gte(trips.sentAt, since), isNotNull(trips.deliveredAt));
  const secondsFrom = (from: SQLiteColumn, to: SQLiteColumn) => sql<number>`max(0, ${to} - ${from} + 500) / 1000`;
  const ended = staff.db
    .select({ done: trips.done, taps: trips.taps, seconds: secondsFrom(trips.personAt, trips.doneAt) })
    .from(trips)
    .where(and(isShown, isNotNull(trips.personAt), isNotNull(trips.doneAt)))
    .values() as [TripEnd, number, number][];
  await setImmediate();
  const looks = staff.db
    .select({ seconds: secondsFrom(trips.deliveredAt, trips.firstHitAt) })
    .from(trips)
    .where(and(isShown, isNotNull(trips.firstHitAt)))
    .values() as [number][];
  await setImmediate();
  const kinds = staff.db
    .select({
      kind: trips.kind,
      delivered: count(),
      proven: count(trips.personAt),
      most: count(trips.firstHitAt),
      scans: sql<number>`sum(${trips.hitsMachine})`,
    })
    .from(trips)
    .where(isShown)
    .groupBy(trips.kind)
    .orderBy(desc(count()))
    .all();
  await setImmediate();
  const wanted = ended.filter(([done]) => done !== "off");
  return {
    links: opened(staff, isoDay(since)),
    seconds: spreadOf(wanted.map(([, , seconds]) => seconds)),
    taps: spreadOf(wanted.map(([, taps]) => taps)),
    firstLook: spreadOf(looks.map(([seconds]) => seconds)),
    ways: tripEnds.flatMap((done): WayTo[] => {
      const all = ended.filter(([end]) => end === done);
      const [taps, seconds] = [spreadOf(all.map(([, n]) => n)), spreadOf(all.map(([, , n]) => n))];
      return all.length ? [{ done, n: all.length, taps, seconds }] : [];
    }),
    looked: {
      delivered: sumOf(kinds, "delivered"),
      proven: sumOf(kinds, "proven"),
      most: sumOf(kinds, "most"),
    } satisfies Looked,
    kinds: kinds.slice(0, maxKinds),
    scans: kinds.reduce((sum, { scans }) => sum + scans, 0),
  };
}

export type TripFigures = Awaited<ReturnType<typeof findTripFigures>>;
