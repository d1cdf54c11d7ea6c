import { and, asc, count, eq, isNotNull, max } from "drizzle-orm";
import { stripeCursors, stripeDirty, stripeEvents } from "#db/schema/stripe.ts";
import type { Staff, System } from "#db/tenant.ts";
import { countWaitingObjects, findSilence, syncLag } from "../company/health.ts";
import { findSweep } from "./stripe/sweep-progress.ts";

const maxParked = 100;

/** How far billing is in step with Stripe. Lag in seconds, other times in epoch milliseconds. */
export function billingHealth(handle: System | Staff, now: number) {
  const { db } = handle;
  const poll = db.select().from(stripeCursors).where(eq(stripeCursors.job, "events")).get();
  return {
    lastEventAt: db
      .select({ at: max(stripeEvents.receivedAt) })
      .from(stripeEvents)
      .get()!.at,
    lag: syncLag(handle, now),
    silence: findSilence(handle, now),
    waiting: countWaitingObjects(handle),
    parked: db.select({ n: count() }).from(stripeDirty).where(isNotNull(stripeDirty.parkedAt)).get()!.n,
    /** Until when all events are known, and why the last look failed. */
    events: poll ? { knownUntil: poll.to * 1000, error: poll.error } : null,
    backfill: findSweep(handle, "backfill"),
    reconcile: findSweep(handle, "reconcile"),
  };
}

/** Objects of Stripe's that were given up, the oldest first, at most a hundred. */
export function listParked({ db }: System | Staff) {
  return db
    .select({
      type: stripeDirty.objectType,
      id: stripeDirty.objectId,
      reason: stripeDirty.lastError,
      since: stripeDirty.parkedAt,
    })
    .from(stripeDirty)
    .where(isNotNull(stripeDirty.parkedAt))
    .orderBy(asc(stripeDirty.parkedAt))
    .limit(maxParked)
    .all();
}

/** How many objects of a type are given up. */
export function countParked({ db }: System, type: string): number {
  const parked = and(eq(stripeDirty.objectType, type), isNotNull(stripeDirty.parkedAt));
  return db.select({ n: count() }).from(stripeDirty).where(parked).get()!.n;
}
