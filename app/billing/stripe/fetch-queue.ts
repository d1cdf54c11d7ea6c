import { and, asc, eq, gt, isNotNull, isNull, lte, sql } from "drizzle-orm";
import { isFree, newLease, noLease } from "#db/lease.ts";
import { stripeDirty, stripeObs } from "#db/schema/stripe.ts";
import { prepared } from "#db/prepared.ts";
import { transact, type System } from "#db/tenant.ts";

/** How long changes of one object are gathered before it is fetched, in milliseconds. */
export const debounceMs = 300;

export type ObjectRef = { type: string; id: string };

/** An object that one worker has to itself: its generation, and the observation's number taken before the request. */
export type Lease = {
  type: string;
  id: string;
  owner: string;
  gen: number;
  obs: number;
  attempts: number;
  unanswered: number;
  lastError: string | null;
  claimedAt: number;
};

const isAny = ({ type, id }: ObjectRef) => and(eq(stripeDirty.objectType, type), eq(stripeDirty.objectId, id));
const pending = and(gt(stripeDirty.gen, stripeDirty.doneGen), isNull(stripeDirty.parkedAt));
const due = (now: number) => and(pending, lte(stripeDirty.notBefore, now), isFree(stripeDirty, now));

/**
 * Marks an object to be fetched, in the caller's transaction. `eventAt` (epoch milliseconds) says that an event told
 * of it; without one nobody is told by mail. `priority` 0 goes first.
 */
export function markForFetch(
  { db }: System,
  { type, id }: ObjectRef,
  {
    now,
    eventAt = null,
    priority = 0,
    afterMs = debounceMs,
  }: { now: number; eventAt?: number | null; priority?: number; afterMs?: number },
) {
  marking(db).run({ type, id, eventAt, priority, notBefore: now + afterMs });
}

const marking = prepared((db) =>
  db
    .insert(stripeDirty)
    .values({
      objectType: sql.placeholder("type"),
      objectId: sql.placeholder("id"),
      gen: 1,
      eventAt: sql.placeholder("eventAt"),
      priority: sql.placeholder("priority"),
      notBefore: sql.placeholder("notBefore"),
      toldAt: sql.placeholder("notBefore"),
    })
    .onConflictDoUpdate({
      target: [stripeDirty.objectType, stripeDirty.objectId],
      set: {
        gen: sql`gen + 1`,
        eventAt: sql`case when gen > done_gen then nullif(max(coalesce(event_at, 0), coalesce(excluded.event_at, 0)), 0)
          else excluded.event_at end`,
        priority: sql`case when gen > done_gen then min(priority, excluded.priority) else excluded.priority end`,
        notBefore: sql`case when gen > done_gen and parked_at is null
          then min(not_before, excluded.not_before) else excluded.not_before end`,
        toldAt: sql`case when gen > done_gen then min(told_at, excluded.told_at) else excluded.told_at end`,
        attempts: sql`case when parked_at is null then attempts else 0 end`,
        parkedAt: null,
      },
    })
    .prepare(),
);

/** When the newest event came that told of the object and is not yet answered by a fetch; null where there is none. */
export function pendingEventAt({ db }: System, { type, id }: ObjectRef): number | null {
  return pendingEvent(db).get({ type, id })?.eventAt ?? null;
}

const pendingEvent = prepared((db) =>
  db
    .select({ eventAt: stripeDirty.eventAt })
    .from(stripeDirty)
    .where(
      and(
        eq(stripeDirty.objectType, sql.placeholder("type")),
        eq(stripeDirty.objectId, sql.placeholder("id")),
        gt(stripeDirty.gen, stripeDirty.doneGen),
      ),
    )
    .prepare(),
);

/** Whether the object waits to be fetched, or is given up. */
export function isPending({ db }: System, { type, id }: ObjectRef): boolean {
  return !!pendingEvent(db).get({ type, id });
}

/** The next number of the observation counter: take it before the request whose answer it guards. */
export function nextObservation({ db }: System): number {
  return db
    .update(stripeObs)
    .set({ value: sql`value + 1` })
    .where(eq(stripeObs.id, 1))
    .returning()
    .get()!.value;
}

/** Leases up to `limit` objects that are due, the most urgent first. */
export function claimMarked(
  system: System,
  { now, leaseMs, limit }: { now: number; leaseMs: number; limit: number },
): Lease[] {
  const { db } = system;
  if (limit < 1 || !db.select({ gen: stripeDirty.gen }).from(stripeDirty).where(due(now)).limit(1).get()) return [];
  return transact(system, () => {
    const order = [asc(stripeDirty.priority), asc(stripeDirty.notBefore)];
    const rows = db
      .select()
      .from(stripeDirty)
      .where(due(now))
      .orderBy(...order)
      .limit(limit)
      .all();
    return rows.map((row) => {
      const ref = { type: row.objectType, id: row.objectId };
      const lease = newLease(now + leaseMs);
      db.update(stripeDirty).set(lease).where(isAny(ref)).run();
      const { leaseOwner: owner } = lease;
      const { gen, attempts, unanswered, lastError } = row;
      return { ...ref, owner, gen, obs: nextObservation(system), attempts, unanswered, lastError, claimedAt: now };
    });
  });
}

/** The generation was fetched and stored; in the transaction that stores it. A later generation stays marked. */
export function markFetched({ db }: System, lease: Lease) {
  const fresh = {
    doneGen: sql`max(done_gen, ${lease.gen})`,
    attempts: 0,
    unanswered: 0,
    lastError: null,
    parkedAt: null,
  };
  // A later generation was told of after this one was claimed.
  const toldAt = sql`max(told_at, ${lease.claimedAt})`;
  db.update(stripeDirty)
    .set({ ...fresh, toldAt })
    .where(isAny(lease))
    .run();
  releaseClaim({ db }, lease, {});
}

/** Gives the object back for later: not before `notBefore`, or parked for a person to look at. */
export function releaseClaim(
  { db }: Pick<System, "db">,
  lease: Lease,
  changes: Partial<
    Pick<typeof stripeDirty.$inferInsert, "notBefore" | "attempts" | "unanswered" | "lastError" | "parkedAt">
  >,
) {
  db.update(stripeDirty)
    .set({ ...changes, ...noLease })
    .where(and(isAny(lease), eq(stripeDirty.leaseOwner, lease.owner)))
    .run();
}

/** Has everything that was given up fetched again; gives how many. `now` is epoch milliseconds. */
export function unpark({ db }: System, now: number): number {
  const anew = { parkedAt: null, attempts: 0, notBefore: now };
  return db.update(stripeDirty).set(anew).where(isNotNull(stripeDirty.parkedAt)).run().changes;
}

/** When the next object is due, or its lease ends, in epoch milliseconds; null where nothing waits. */
export function nextDue({ db }: System): number | null {
  const at = sql<number | null>`min(max(${stripeDirty.notBefore}, coalesce(${stripeDirty.leaseUntil}, 0) + 1))`;
  const row = db.select({ at }).from(stripeDirty).where(pending).get();
  return row?.at ?? null;
}
