import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { requests } from "#db/schema/requests.ts";
import type { Staff, System } from "#db/tenant.ts";
import { inQueue, isLateBy, type RequestQueue } from "./desk-filter.ts";
import { countHeld } from "./held-lists.ts";

const counting = preparedFor(({ db }: Staff | System, _values: object, queue: RequestQueue) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(requests)
    .where(inQueue[queue]),
);

/** How many requests are in a queue. */
export const countQueue = (from: Staff | System, queue: RequestQueue): number => counting(from, {}, queue).get()!.count;

/** How much waits for somebody: in each queue that is open. */
export const countQueues = (staff: Staff) => ({
  "needs-answer": countQueue(staff, "needs-answer"),
  waiting: countQueue(staff, "waiting"),
  snoozed: countQueue(staff, "snoozed"),
  held: countHeld(staff),
});

const total = (condition: SQL | undefined) => sql<number>`coalesce(sum(${condition ?? sql`1`}), 0)`;

/** How many of an open queue's requests each view shows. `now` is epoch milliseconds. */
export function countViews(staff: Staff, queue: RequestQueue, now: number) {
  return staff.db
    .select({
      mine: total(eq(requests.assignedTo, staff.email)),
      nobody: total(isNull(requests.assignedTo)),
      late: total(isLateBy(staff, now)),
    })
    .from(requests)
    .where(inQueue[queue])
    .get()!;
}

export type ViewCounts = ReturnType<typeof countViews>;

/** How many requests wait for an answer that was promised by now. */
function countLate(staff: Staff, now: number): number {
  return staff.db
    .select({ count: sql<number>`count(*)` })
    .from(requests)
    .where(and(isLateBy(staff, now)))
    .get()!.count;
}

/** How much waits for the staff: requests that need an answer, those of them that are late, held mails, and what programs sent. */
export const countWaitingRequests = (staff: Staff, now: number) => ({
  answers: countQueue(staff, "needs-answer"),
  late: countLate(staff, now),
  held: countHeld(staff),
  automatic: countHeld(staff, "automatic"),
});

export type WaitingCounts = ReturnType<typeof countWaitingRequests>;
