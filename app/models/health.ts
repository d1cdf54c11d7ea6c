import { and, asc, gt, inArray, isNotNull, isNull, min, sql } from "drizzle-orm";
import { jobs, outbox } from "#db/schema/mail.ts";
import { staffTasks } from "#db/schema/organizations.ts";
import { stripeDirty } from "#db/schema/stripe.ts";
import type { Staff, System } from "#db/tenant.ts";

/** Seconds for which the longest waiting change at Stripe has not been fetched; 0 where none waits. */
export function syncLag({ db }: System | Staff, now: number): number {
  const waiting = db
    .select({ since: min(stripeDirty.notBefore) })
    .from(stripeDirty)
    .where(and(gt(stripeDirty.gen, stripeDirty.doneGen), isNull(stripeDirty.parkedAt)))
    .get();
  return waiting?.since ? Math.max(0, Math.round((now - waiting.since) / 1000)) : 0;
}

/** What stands still and waits for a person: objects of Stripe's, jobs and mails that were given up. */
export function countStuck({ db }: Staff) {
  const parked = db
    .select({ n: sql<number>`count(*)` })
    .from(stripeDirty)
    .where(isNotNull(stripeDirty.parkedAt));
  const jobsParked = db
    .select({ n: sql<number>`count(*)` })
    .from(jobs)
    .where(isNotNull(jobs.parkedAt));
  const mails = db
    .select({ n: sql<number>`count(*)` })
    .from(outbox)
    .where(inArray(outbox.state, ["failed", "bounced"]));
  return { stripe: parked.get()!.n, jobs: jobsParked.get()!.n, mails: mails.get()!.n };
}

/** What only a person can decide, oldest first. */
export function listStaffTasks({ db }: Staff, limit = 50) {
  return db
    .select({ id: staffTasks.id, kind: staffTasks.kind, detail: staffTasks.detail, createdAt: staffTasks.createdAt })
    .from(staffTasks)
    .where(isNull(staffTasks.doneAt))
    .orderBy(asc(staffTasks.createdAt))
    .limit(limit)
    .all();
}
