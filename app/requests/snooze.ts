import { lte, sql } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { requests } from "#db/schema/requests.ts";
import { transact, type System } from "#db/tenant.ts";
import { isoDay, readDay, startOf } from "../text/format.ts";
import { findAnyRequest } from "./desk-thread.ts";
import { keeperBy } from "./request-keeper.ts";
import type { Clerk } from "./requests-by-staff.ts";
import { change } from "./requests-write.ts";

const maxDays = 366;

/** The midnight that begins a day somebody typed, from tomorrow to in a year; else null. `now` is epoch milliseconds. */
export function readSnooze(typed: string, now: number): number | null {
  const day = readDay(typed.trim());
  if (!day || day <= isoDay(now)) return null;
  const until = startOf(day);
  return until <= startOf(isoDay(now), maxDays) ? until : null;
}

/** Days that are one tap away: tomorrow, next Monday, in a week, in four; each once. */
export function snoozeDays(now: number): string[] {
  const today = isoDay(now);
  const toMonday = (8 - new Date(startOf(today)).getDay()) % 7 || 7;
  return [...new Set([1, toMonday, 7, 28])].sort((a, b) => a - b).map((days) => isoDay(startOf(today, days)));
}

/** Puts an open request away until then, or back at once where that is null. False where it is not open. */
export function snoozeRequest({ staff }: Clerk, id: string, until: number | null, now: number): boolean {
  return transact(staff, () => {
    const request = findAnyRequest(staff, id);
    if (!request?.open) return false;
    if (request.snoozedUntil === until) return true;
    const keeper = keeperBy(staff, request, until === null ? "request.unsnoozed" : "request.snoozed", now);
    change(keeper, request, { snoozedUntil: until });
    return true;
  });
}

const due = preparedFor(({ db }: System, { now }: { now: number }) =>
  db.select({ id: requests.id }).from(requests).where(lte(requests.snoozedUntil, now)).limit(1),
);

/**
 * Brings back what was put away until now: the company is to do something, since that day where it was the customer's
 * turn. Gives how many requests. `now` is epoch milliseconds.
 */
export function wakeRequests(system: System, now: number): number {
  if (!due(system, { now }).get()) return 0;
  const { turn, waitingSince, snoozedUntil } = requests;
  const since = sql`case when ${turn} = 'staff' then ${waitingSince} else ${snoozedUntil} end`;
  return system.db
    .update(requests)
    .set({ snoozedUntil: null, turn: "staff", waitingSince: since })
    .where(lte(snoozedUntil, now))
    .run().changes;
}
