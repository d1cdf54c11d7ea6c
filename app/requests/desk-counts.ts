import { and, eq, gt, sql } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { leavingAnswers } from "#db/schema/desk.ts";
import { requests } from "#db/schema/requests.ts";
import type { Staff, System } from "#db/tenant.ts";
import { findAnswerTimes, lateIfAskedBy } from "./answer-times.ts";
import { isAboutToGo, withLeaving, type RequestQueue } from "./desk-filter.ts";
import { countHeld } from "./held-lists.ts";

/** Of a queue only what one address has, what comes after an address in the alphabet, or who waits since after a moment. */
type Which = { assignedTo?: string; assignedAfter?: string; waitingAfter?: number };

const isOne = (queue: RequestQueue, { assignedTo, assignedAfter, waitingAfter }: Which) =>
  and(
    withLeaving[queue],
    assignedTo === undefined ? undefined : eq(requests.assignedTo, assignedTo),
    assignedAfter === undefined ? undefined : gt(requests.assignedTo, assignedAfter),
    waitingAfter === undefined ? undefined : gt(requests.waitingSince, waitingAfter),
  );

// To ask of each of many thousands whether an answer is about to go takes longer than to count them: the few are taken off.
const counting = preparedFor(({ db }: Staff | System, which: Which, queue: RequestQueue) => {
  const leaving = db
    .select({ count: sql`count(distinct ${requests.id})` })
    .from(leavingAnswers)
    .crossJoin(requests)
    .where(and(isAboutToGo, eq(requests.id, leavingAnswers.requestId), isOne(queue, which)));
  return db
    .select({ count: queue === "needs-answer" ? sql<number>`count(*) - (${leaving})` : sql<number>`count(*)` })
    .from(requests)
    .where(isOne(queue, which));
});

const count = (from: Staff | System, queue: RequestQueue, which: Which): number =>
  counting(from, which, queue).get()!.count;

/** How many requests are in a queue. */
export const countQueue = (from: Staff | System, queue: RequestQueue): number => count(from, queue, {});

/** How much waits for somebody: in each queue that is open. */
export const countQueues = (staff: Staff) => ({
  "needs-answer": countQueue(staff, "needs-answer"),
  waiting: countQueue(staff, "waiting"),
  snoozed: countQueue(staff, "snoozed"),
  held: countHeld(staff),
});

/** What is left of a number counted just before: another process may have written in between. */
const without = (all: number, some: number) => Math.max(0, all - some);

/** How many of `all` that wait for an answer were promised one by now: all but a day's or two. */
const countLate = (staff: Staff, all: number, now: number): number =>
  without(all, count(staff, "needs-answer", { waitingAfter: lateIfAskedBy(findAnswerTimes(staff), now) }));

/** How many of `all` of an open queue's requests each view shows. `now` is epoch milliseconds. */
export const countViews = (staff: Staff, queue: RequestQueue, all: number, now: number) => ({
  mine: count(staff, queue, { assignedTo: staff.email }),
  nobody: without(all, count(staff, queue, { assignedAfter: "" })),
  late: queue === "needs-answer" ? countLate(staff, all, now) : 0,
});

export type ViewCounts = ReturnType<typeof countViews>;

/** How much waits for the staff: requests that need an answer, those of them that are late, held mails, and what programs sent. */
export function countWaitingRequests(staff: Staff, now: number) {
  const answers = countQueue(staff, "needs-answer");
  return {
    answers,
    late: countLate(staff, answers, now),
    held: countHeld(staff),
    automatic: countHeld(staff, "automatic"),
  };
}

export type WaitingCounts = ReturnType<typeof countWaitingRequests>;
