import { and, count, desc, eq, gt, inArray, isNotNull, isNull, lt, max, min, or, sql, type SQL } from "drizzle-orm";
import { jobs, outbox } from "#db/schema/mail.ts";
import type { Db } from "#db/connection.ts";
import { stripeCursors, stripeDirty, stripeOutage } from "#db/schema/stripe.ts";
import type { Staff, System } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { isoDay } from "../text/format.ts";
import { backupHealth } from "./backups.ts";
import { listStaffTasks } from "./staff-tasks.ts";

const pollEveryMs = 5 * 60_000;
/** How long a mail may wait before something is wrong. */
const patienceMs = 5 * 60_000;
const shownMs = 24 * 60 * 60_000;
const isWaiting = and(gt(stripeDirty.gen, stripeDirty.doneGen), isNull(stripeDirty.parkedAt));

/**
 * Seconds for which the portal is behind Stripe: since the longest waiting change was first told of, Stripe has given no
 * answer, or its events should have been asked for; 0 where it is in step.
 */
export function syncLag({ db }: System | Staff, now: number): number {
  const told = db
    .select({ since: min(stripeDirty.toldAt) })
    .from(stripeDirty)
    .where(isWaiting)
    .get()!.since;
  const away = db.select({ since: stripeOutage.since }).from(stripeOutage).get()?.since;
  const isDeaf = and(eq(stripeCursors.job, "events"), gt(stripeCursors.attempts, 0));
  const heard = db.select({ to: stripeCursors.to }).from(stripeCursors).where(isDeaf).get()?.to;
  const since = Math.min(told ?? now, away ?? now, heard === undefined ? now : heard * 1000 + pollEveryMs);
  return Math.max(0, Math.round((now - since) / 1000));
}

export type Silence = { since: number; isToday: boolean; waiting: number };

/** Since when Stripe does not answer, in epoch milliseconds, and how many changes wait for it; null while it answers. */
export function findSilence({ db }: System | Staff, now: number): Silence | null {
  const outage = db.select({ since: stripeOutage.since }).from(stripeOutage).get();
  if (!outage) return null;
  const { since } = outage;
  return { since, isToday: isoDay(since) === isoDay(now), waiting: countWaitingObjects({ db }) };
}

function isBeingRead({ db }: Staff): boolean {
  const isOpen = and(eq(stripeCursors.job, "backfill"), inArray(stripeCursors.state, ["waiting", "running"]));
  return !!db.select({ job: stripeCursors.job }).from(stripeCursors).where(isOpen).limit(1).get();
}

/** What waits for a worker, and what was given up. */
export function countBacklog({ db }: System) {
  const rows = (table: typeof jobs | typeof outbox | typeof stripeDirty, which: SQL | undefined) =>
    db.select({ n: count() }).from(table).where(which).get()!.n;
  return {
    mails: rows(outbox, sql`${outbox.state} in ('new', 'sending')`),
    jobs: rows(jobs, isNull(jobs.parkedAt)),
    jobsParked: rows(jobs, isNotNull(jobs.parkedAt)),
    stripe: countWaitingObjects({ db }),
    stripeParked: rows(stripeDirty, isNotNull(stripeDirty.parkedAt)),
  };
}

/** How many objects of Stripe's are to be fetched. */
export const countWaitingObjects = ({ db }: { db: Db }): number =>
  db.select({ n: count() }).from(stripeDirty).where(isWaiting).get()!.n;

/**
 * What is not as it should be: what was given up, how far Stripe is behind in seconds, that it does not answer or is still
 * being read for the first time, how backups go, and faults of our settings there.
 */
export function findTroubles(staff: Staff, config: Config, now: number) {
  const [lag, silence] = [syncLag(staff, now), findSilence(staff, now)];
  return {
    ...countStuck(staff, now),
    mailsStopped: findMailsStopped(staff, now),
    lag,
    silence,
    isBeingRead: isBeingRead(staff),
    backups: backupHealth(staff, config, now),
    faults: listStaffTasks(staff, { of: "faults" }),
  };
}

export type Troubles = ReturnType<typeof findTroubles>;

/** Since when, in epoch milliseconds, mails do not go, how many wait, and what the mail server says, where it says anything. */
export type MailsStopped = { since: number; waiting: number; reason: string | null };

/**
 * Whether mails do not go, whatever the cause: all that were tried since the last one that went failed, or one waits for more
 * than five minutes. Null as soon as they go again, and a day after the last one failed.
 */
export function findMailsStopped({ db }: System | Staff, now: number): MailsStopped | null {
  const { sentAt, endedAt, error, attempts, notBefore, createdAt, state } = outbox;
  const lastSent =
    db
      .select({ at: max(sentAt) })
      .from(outbox)
      .where(isNotNull(sentAt))
      .get()!.at ?? 0;
  const hasFailed = and(gt(attempts, 0), isNotNull(error));
  const isWaiting = and(sql`state in ('new', 'sending')`, or(hasFailed, lt(notBefore, now - patienceMs)));
  const begun = sql<number | null>`min(case when ${attempts} > 0 then ${createdAt} else ${notBefore} end)`;
  const waiting = db.select({ since: begun, n: count() }).from(outbox).where(isWaiting).get()!;
  const isLost = and(eq(state, "failed"), gt(endedAt, Math.max(lastSent, now - shownMs)));
  const lost = db
    .select({ since: min(endedAt) })
    .from(outbox)
    .where(isLost)
    .get()!;
  const isLate = waiting.since !== null && (waiting.since > lastSent || waiting.since < now - patienceMs);
  if (!isLate && lost.since === null) return null;
  const said = db
    .select({ reason: error })
    .from(outbox)
    .where(and(isNotNull(error), or(isWaiting, isLost)))
    .orderBy(desc(createdAt))
    .limit(1)
    .get();
  const since = Math.min(waiting.since ?? now, lost.since ?? now);
  return { since, waiting: waiting.n, reason: said?.reason ?? null };
}

/** What stands still and waits for a person: objects of Stripe's, jobs that were given up, and mails of the last day that did not arrive. */
function countStuck({ db }: Staff, now: number) {
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
    .where(
      or(
        and(eq(outbox.state, "failed"), gt(outbox.endedAt, now - shownMs)),
        and(eq(outbox.state, "bounced"), gt(outbox.returnedAt, now - shownMs)),
      ),
    );
  return { stripe: parked.get()!.n, jobs: jobsParked.get()!.n, mails: mails.get()!.n };
}
