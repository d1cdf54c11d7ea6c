import { and, gt, inArray, isNotNull, isNull, min, sql } from "drizzle-orm";
import { jobs, outbox } from "#db/schema/mail.ts";
import { stripeDirty } from "#db/schema/stripe.ts";
import type { Staff, System } from "#db/tenant.ts";
import { listStaffTasks } from "./staff-tasks.ts";

/** Seconds for which the longest waiting change at Stripe has not been fetched; 0 where none waits. */
export function syncLag({ db }: System | Staff, now: number): number {
  const waiting = db
    .select({ since: min(stripeDirty.notBefore) })
    .from(stripeDirty)
    .where(and(gt(stripeDirty.gen, stripeDirty.doneGen), isNull(stripeDirty.parkedAt)))
    .get();
  return waiting?.since ? Math.max(0, Math.round((now - waiting.since) / 1000)) : 0;
}

/** What is not as it should be: what was given up, how far Stripe is behind in seconds, and faults of our settings there. */
export function findTroubles(staff: Staff, now: number) {
  return { ...countStuck(staff), lag: syncLag(staff, now), faults: listStaffTasks(staff, { of: "faults" }) };
}

export type Troubles = ReturnType<typeof findTroubles>;

/** What stands still and waits for a person: objects of Stripe's, jobs and mails that were given up. */
function countStuck({ db }: Staff) {
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
