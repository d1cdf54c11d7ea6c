import { and, eq, gt, isNotNull, or, sql } from "drizzle-orm";
import { stripeCursors, stripeDirty } from "#db/schema/stripe.ts";
import type { System } from "#db/tenant.ts";

/** How our own words begin where Stripe as a whole gave no answer: earlier versions gave objects up for it. */
const unansweredWords = [
  "[235][0-9][0-9]: *",
  "429: *",
  "[0-9][0-9][0-9] without an error*",
  "*Invalid JSON*",
  "*no JSON object*",
  "StripeConnectionError: *",
  "StripeAPIError: *",
  "No whole answer within*",
];

/**
 * Makes all due that waited because Stripe did not answer: objects, also those that an earlier version gave up for it, lists,
 * and the events. Gives whether the events are. `now` is epoch milliseconds.
 */
export function resumeAfterOutage(system: System, now: number): boolean {
  const { db } = system;
  const anew = { notBefore: now, unanswered: 0 };
  db.update(stripeDirty).set(anew).where(gt(stripeDirty.unanswered, 0)).run();
  unparkUnanswered(system, now);
  const lists = { notBefore: now };
  db.update(stripeCursors)
    .set(lists)
    .where(and(eq(stripeCursors.state, "waiting"), isNotNull(stripeCursors.error)))
    .run();
  const isDue = and(eq(stripeCursors.job, "events"), isNotNull(stripeCursors.error));
  return !!db.select({ job: stripeCursors.job }).from(stripeCursors).where(isDue).get();
}

/** Takes up what an earlier version gave up because Stripe did not answer. `now` is epoch milliseconds. */
export function unparkUnanswered({ db }: System, now: number) {
  const isUnanswered = or(...unansweredWords.map((words) => sql`${stripeDirty.lastError} glob ${words}`));
  db.update(stripeDirty)
    .set({ parkedAt: null, attempts: 0, notBefore: now })
    .where(and(isNotNull(stripeDirty.parkedAt), isUnanswered))
    .run();
}
