import {
  and,
  count,
  countDistinct,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  max,
  min,
  ne,
  notExists,
  or,
  sql,
  type SQL,
} from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { waitedInBackup } from "#db/outbox.ts";
import { isFailed, isUnsent, jobs, outbox } from "#db/schema/mail.ts";
import type { Db } from "#db/connection.ts";
import { payablesAddresses } from "#db/schema/billing-details.ts";
import { people } from "#db/schema/organizations.ts";
import { stripeCursors, stripeDirty, stripeOutage } from "#db/schema/stripe.ts";
import type { Staff, System } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { isoDay } from "../text/format.ts";
import { backupHealth } from "./backups.ts";
import { isDeliveryUntold } from "./deliveries.ts";
import { listStaffTasks } from "./staff-tasks.ts";

const pollEveryMs = 5 * 60_000;
/** How long a mail may wait before something is wrong. */
const patienceMs = 5 * 60_000;
const shownMs = 24 * 60 * 60_000;
const bouncesMs = 14 * shownMs;
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

type Queue = typeof jobs | typeof outbox | typeof stripeDirty;

const countIn = ({ db }: { db: Db }, table: Queue, which: SQL | undefined): number =>
  db.select({ n: count() }).from(table).where(which).get()!.n;

/** What was given up: background tasks, and objects of Stripe's. */
export const countGivenUp = (handle: System | Staff) => ({
  jobs: countIn(handle, jobs, isNotNull(jobs.parkedAt)),
  stripe: countIn(handle, stripeDirty, isNotNull(stripeDirty.parkedAt)),
});

/** What waits for a worker. */
export const countBacklog = (system: System) => ({
  mails: countIn(system, outbox, isUnsent),
  jobs: countIn(system, jobs, isNull(jobs.parkedAt)),
  stripe: countWaitingObjects(system),
});

/** How many objects of Stripe's are to be fetched. */
export const countWaitingObjects = (handle: { db: Db }): number => countIn(handle, stripeDirty, isWaiting);

/**
 * What is not as it should be: what was given up, whether Postmark is silent on what it delivered, how far Stripe is behind in seconds, that it does not answer or is still
 * being read for the first time, how backups go, and faults of our settings there.
 */
export function findTroubles(staff: Staff, config: Config, now: number) {
  const [lag, silence] = [syncLag(staff, now), findSilence(staff, now)];
  return {
    ...countGivenUp(staff),
    mails: countLostMails(staff, now),
    bouncing: countBouncing(staff, now),
    mailsStopped: findMailsStopped(staff, now),
    isDeliveryUntold: isDeliveryUntold(staff, config, now),
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
 * Whether mails do not go, whatever the cause: all that were tried since the last one that went failed, or one is due for more
 * than five minutes. Null as soon as they go again, and a day after the last one failed.
 */
export function findMailsStopped(handle: System | Staff, now: number): MailsStopped | null {
  const { sentAt, endedAt, error, notBefore, createdAt } = outbox;
  const { db } = handle;
  const one = <T>(value: SQL<T>, which: SQL | undefined) => db.select({ value }).from(outbox).where(which).get()!.value;
  const lastSent = one(max(sentAt), isNotNull(sentAt)) ?? 0;
  const isLate = and(isUnsent, lt(notBefore, now - patienceMs));
  const hasError = and(isUnsent, isNotNull(error));
  const isRefused = and(hasError, gt(createdAt, lastSent));
  const isLost = and(isFailed, ne(error, waitedInBackup), gt(endedAt, Math.max(lastSent, now - shownMs)));
  const begun = [one(min(notBefore), isLate), one(min(createdAt), isRefused), one(min(endedAt), isLost)];
  const known = begun.filter((at) => at !== null);
  if (!known.length) return null;
  const newest = (which: SQL | undefined, by: typeof createdAt | typeof endedAt) =>
    db.select({ error }).from(outbox).where(which).orderBy(desc(by)).limit(1).get()?.error;
  return {
    since: Math.min(...known),
    waiting: countIn(handle, outbox, isUnsent),
    reason: newest(hasError, createdAt) ?? newest(isLost, endedAt) ?? null,
  };
}

/**
 * How emails go, where nothing is wrong too: by what, when the last one went, which of the last 14 days arrived last, and
 * what waits. Times are epoch milliseconds; `hears` is whether anybody tells of deliveries.
 */
export function findMailHealth(staff: Staff, { mail: { postmark, smtpUrl, webhookAuth } }: Config, now: number) {
  const { sentAt, createdAt } = outbox;
  const hears = !!postmark && !!webhookAuth;
  const lastOf = (which?: SQL) => {
    const isOne = and(isNotNull(sentAt), which);
    const row = staff.db.select({ at: sentAt }).from(outbox).where(isOne).orderBy(desc(sentAt)).limit(1).get();
    return row?.at ?? null;
  };
  const waiting = staff.db
    .select({ n: count(), since: min(createdAt) })
    .from(outbox)
    .where(isUnsent)
    .get()!;
  return {
    by: postmark ? ("postmark" as const) : smtpUrl ? ("smtp" as const) : null,
    lastSentAt: lastOf(),
    waiting,
    bouncing: countBouncing(staff, now),
    hears,
    // Where nobody tells of any, all that were ever sent would be looked at.
    lastDeliveredAt: hears ? lastOf(and(gt(sentAt, now - bouncesMs), eq(outbox.state, "delivered"))) : null,
  };
}

export type MailHealth = ReturnType<typeof findMailHealth>;

/** Mails of the last day that were given up. */
const countLostMails = (staff: Staff, now: number) =>
  countIn(staff, outbox, and(isFailed, gt(outbox.endedAt, now - shownMs)));

const delivered = alias(outbox, "delivered");

/**
 * Addresses that mails came back from within the last 14 days. One heals by itself: by a mail that was sent there since and
 * delivered, or by being nobody's any more.
 */
function countBouncing({ db }: Staff, now: number): number {
  const one = { one: sql`1` };
  const { recipient, sentAt, createdAt } = outbox;
  const isLater = gt(delivered.sentAt, sql`coalesce(${sentAt}, ${createdAt})`);
  const since = and(eq(delivered.recipient, recipient), eq(delivered.state, "delivered"), isLater);
  const ofPerson = and(eq(people.email, recipient), isNull(people.disabledAt));
  const isSomebodys = or(
    exists(db.select(one).from(people).where(ofPerson)),
    exists(db.select(one).from(payablesAddresses).where(eq(payablesAddresses.email, recipient))),
  );
  const isReturned = and(eq(outbox.state, "bounced"), gt(outbox.returnedAt, now - bouncesMs));
  return db
    .select({ n: countDistinct(recipient) })
    .from(outbox)
    .where(and(isReturned, isSomebodys, notExists(db.select(one).from(delivered).where(since))))
    .get()!.n;
}
