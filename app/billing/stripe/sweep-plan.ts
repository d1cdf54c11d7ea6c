import { and, eq, gte, inArray, sql } from "drizzle-orm";
import { isOfAnother, newLease, noLease } from "#db/lease.ts";
import { stripeCursors } from "#db/schema/stripe.ts";
import { transact, type System } from "#db/tenant.ts";
import { nextObservation } from "./fetch-queue.ts";
import { objectTypes } from "./object-types.ts";
import { splitOf } from "./sweep-split.ts";

/** A sweep over all that Stripe has: the first time and after a long absence, or every night to compare. */
export type SweepJob = "backfill" | "reconcile";

type Row = typeof stripeCursors.$inferSelect;
/** One part of a sweep that a lane has to itself, and the observation's number taken before its next page. */
export type Window = Row & { job: SweepJob; leaseOwner: string; obs: number };

/** What must be there before a type is listed, so that each row finds its owner at once. */
const rankOf = (type: string) => {
  if (["customer", "product", "price"].includes(type)) return 0;
  return ["refund", "dispute", "invoice_payment"].includes(type) ? 2 : 1;
};

const isOf = (job: SweepJob) => eq(stripeCursors.job, job);
const isOpen = inArray(stripeCursors.state, ["waiting", "running"]);
const isThis = ({ job, objectType, from }: Row) =>
  and(eq(stripeCursors.job, job), eq(stripeCursors.objectType, objectType), eq(stripeCursors.from, from));

/** The sweep that is not ended yet, or null; a backfill goes before the comparison. */
export function openSweep({ db }: System): SweepJob | null {
  const open = db.selectDistinct({ job: stripeCursors.job }).from(stripeCursors).where(isOpen).all();
  return (["backfill", "reconcile"] as const).find((job) => open.some((row) => row.job === job)) ?? null;
}

/**
 * Plans a sweep over all types, in the place of the last one of its kind, and gives true; one that is not ended goes
 * on as it is unless `restart` throws it away. `now` is epoch milliseconds.
 */
export function beginSweep(system: System, job: SweepJob, now: number, { restart = false } = {}): boolean {
  return transact(system, () => {
    const { db } = system;
    const open = db
      .select()
      .from(stripeCursors)
      .where(and(isOf(job), isOpen))
      .limit(1)
      .get();
    if (open && !restart) return false;
    db.delete(stripeCursors).where(isOf(job)).run();
    const to = Math.floor(now / 1000) + 1;
    const rows = [...objectTypes.values()]
      .filter(({ listed }) => listed)
      .map(({ object }) => ({ objectType: object, to }));
    const fresh = { job, from: 0, state: "waiting", startedAt: now, updatedAt: now } as const;
    db.insert(stripeCursors)
      .values(rows.map((row) => ({ ...row, ...fresh })))
      .run();
    return true;
  });
}

/**
 * Leases the next window that may be worked on; where all are taken, half of what the largest has still before it. Null
 * where nothing can be done now.
 */
export function claimWindow(system: System, job: SweepJob, now: number, leaseMs: number): Window | null {
  const { db } = system;
  return transact(system, () => {
    const open = db
      .select()
      .from(stripeCursors)
      .where(and(isOf(job), isOpen))
      .all();
    const rank = Math.min(...open.map(({ objectType }) => rankOf(objectType)));
    const turn = open.filter(({ objectType }) => rankOf(objectType) === rank);
    const free = turn.find((row) => row.notBefore <= now && (row.leaseUntil ?? 0) < now);
    const row = free ?? halved(system, turn, now);
    if (!row) return null;
    const lease = newLease(now + leaseMs);
    db.update(stripeCursors)
      .set({ state: "running", ...lease })
      .where(isThis(row))
      .run();
    return { ...row, job, leaseOwner: lease.leaseOwner, obs: nextObservation(system) };
  });
}

/** Whether another process that lives is at it. */
export function isAtWork({ db }: System, job: SweepJob, now: number): boolean {
  const leased = db
    .select({ owner: stripeCursors.leaseOwner })
    .from(stripeCursors)
    .where(and(isOf(job), isOpen, gte(stripeCursors.leaseUntil, now)))
    .all();
  return leased.some(({ owner }) => isOfAnother(owner));
}

function halved({ db }: System, rows: Row[], now: number): Row | null {
  const found = splitOf(rows);
  if (!found) return null;
  const { row, middle } = found;
  db.update(stripeCursors).set({ from: middle }).where(isThis(row)).run();
  const { job, objectType, from, startedAt } = row;
  const older = { job, objectType, from, to: middle, state: "waiting", startedAt, updatedAt: now } as const;
  return db.insert(stripeCursors).values(older).returning().get();
}

const isMine = ({ leaseOwner }: Window) => eq(stripeCursors.leaseOwner, leaseOwner);

/** The window as it stands now, as another lane may have taken its older half; null where it was lost meanwhile. */
export function heldWindow({ db }: System, window: Window): Row | null {
  return db.select().from(stripeCursors).where(isMine(window)).get() ?? null;
}

/** Holds the lease until then, and counts what was found to stand otherwise. */
export function holdWindow({ db }: System, window: Window, leaseUntil: number, drifted: number) {
  db.update(stripeCursors)
    .set({ leaseUntil, drifted: sql`drifted + ${drifted}` })
    .where(isMine(window))
    .run();
}

/** A page was stored: where the window goes on, or that it was the last; in the transaction with the page's last rows. */
export function moveWindow(
  { db }: System,
  window: Window,
  { rows, isLast, ...cursor }: { rows: number; isLast: boolean; startingAfter: string | null; at: number | null },
  now: number,
) {
  const counts = { pages: sql`pages + 1`, rows: sql`rows + ${rows}`, attempts: 0, notBefore: 0, error: null };
  db.update(stripeCursors)
    .set({ ...noLease, ...counts, ...cursor, state: isLast ? "done" : "waiting", updatedAt: now })
    .where(isMine(window))
    .run();
}

/** Whether no other window of its type is open: what was not found until now is not there. */
export function isLastOfType({ db }: System, { job, objectType, leaseOwner }: Window): boolean {
  const others = db
    .select({ leaseOwner: stripeCursors.leaseOwner })
    .from(stripeCursors)
    .where(and(isOf(job), eq(stripeCursors.objectType, objectType), isOpen))
    .all();
  return others.every((other) => other.leaseOwner === leaseOwner);
}

/** Gives a window back as it was, for later; with `state: "failed"` for good. */
export function releaseWindow(
  { db }: System,
  window: Window,
  changes: Partial<Pick<Row, "state" | "to" | "startingAfter" | "at" | "attempts" | "notBefore" | "error">>,
) {
  db.update(stripeCursors)
    .set({ state: "waiting", ...changes, ...noLease })
    .where(isMine(window))
    .run();
}

/** Whether a part of this type could not be read: then what was not found may still be there. */
export function hasFailed({ db }: System, { job, objectType }: Window): boolean {
  const failed = and(isOf(job), eq(stripeCursors.objectType, objectType), eq(stripeCursors.state, "failed"));
  return !!db.select({ state: stripeCursors.state }).from(stripeCursors).where(failed).get();
}

/** How many rows of each type stood otherwise in the last comparison, those with any. */
export function driftOf({ db }: System, job: SweepJob): { type: string; rows: number }[] {
  const rows = sql<number>`sum(${stripeCursors.drifted})`;
  return db
    .select({ type: stripeCursors.objectType, rows })
    .from(stripeCursors)
    .where(isOf(job))
    .groupBy(stripeCursors.objectType)
    .having(sql`sum(${stripeCursors.drifted}) > 0`)
    .all();
}

/** When the next window may be worked on, in epoch milliseconds; null where none is open. */
export function nextWindowAt({ db }: System, job: SweepJob, now: number): number | null {
  const open = db
    .select()
    .from(stripeCursors)
    .where(and(isOf(job), isOpen))
    .all();
  const times = open.map(({ leaseUntil, notBefore }) => Math.max(now, notBefore, (leaseUntil ?? 0) + 1));
  return times.length ? Math.min(...times) : null;
}
