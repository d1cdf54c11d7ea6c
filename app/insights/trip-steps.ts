import type { trips } from "#db/schema/trips.ts";
import type { LinkStep } from "./link-steps.ts";

export type Trip = typeof trips.$inferSelect;

/** How long after its newest step a look still goes on. */
const lookMs = 30 * 60_000;
const provingMs = 2_000;

/**
 * A trip after one more step of somebody who is a person, or likely one; `at` is epoch milliseconds. What is on the page
 * is a second step, which proves a person after two seconds; the mail's link opened again, as by a preview and then by a
 * person, is the same look begun anew, until somebody is proven.
 */
export function tripAfter(trip: Trip, step: LinkStep, isPerson: boolean, at: number): Trip {
  const after = { ...trip, firstHitAt: trip.firstHitAt ?? at, steppedAt: at };
  const isProven = trip.personAt !== null;
  if (trip.done && isProven) return after;

  const isOver = trip.steppedAt === null || at - trip.steppedAt > lookMs;
  // What was done stays done, and of its look, until the mail's link is opened anew.
  if (step.isOpening ? isOver || !isProven : isOver && !trip.done) {
    Object.assign(after, { lookedAt: at, payingAt: null, done: null, doneAt: null });
    // Whoever is on a page whose opening was taken for a machine's has opened it.
    after.taps = step.taps + (step.isOpening || step.ends === "pdf" ? 0 : 1);
  } else if (!trip.done && trip.payingAt === null) after.taps += step.taps;

  const isSecond = !step.isOpening && !isOver && at - after.lookedAt! >= provingMs;
  if (isPerson || isSecond) after.personAt = after.lookedAt;
  if (step.isPaying) after.payingAt = at;
  if (step.ends && !after.done) Object.assign(after, { done: step.ends, doneAt: at });
  return after;
}
