import { and, gt, isNotNull, isNull, min, sql } from "drizzle-orm";
import { stripeDirty } from "#db/schema.ts";
import type { System } from "#db/tenant.ts";

/** Seconds for which the longest waiting change at Stripe has not been fetched; 0 where none waits. */
export function syncLag({ db }: System, now: number): number {
  const waiting = db
    .select({ since: min(stripeDirty.notBefore) })
    .from(stripeDirty)
    .where(and(gt(stripeDirty.gen, stripeDirty.doneGen), isNull(stripeDirty.parkedAt)))
    .get();
  return waiting?.since ? Math.max(0, Math.round((now - waiting.since) / 1000)) : 0;
}

/** How many objects of Stripe's could not be fetched and wait for a person. */
export function countParked({ db }: System): number {
  return db
    .select({ n: sql<number>`count(*)` })
    .from(stripeDirty)
    .where(isNotNull(stripeDirty.parkedAt))
    .get()!.n;
}
