import { and, asc, eq, inArray, lte, sql, type SQL } from "drizzle-orm";
import { isFree, newLease, noLease } from "#db/lease.ts";
import { hasOwnSubject, isCode, isUnsent, outbox, suppressions } from "#db/schema/mail.ts";
import { transact, type System } from "#db/tenant.ts";
import { beginTrip } from "#db/trips.ts";
import { cut } from "#emails/parts/words.ts";
import { backoff } from "../jobs/backoff.ts";
import type { MailKinds } from "./kind.ts";

export type OutboxRow = typeof outbox.$inferSelect;
export type Claim = { owner: string; rows: OutboxRow[] };

const leaseMs = 30_000;
/** How long Postmark's search may take to know a mail that it has taken. */
const doubtMs = 5_000;
const giveUpAfterMs = 3 * 24 * 60 * 60_000;

/**
 * Takes up to `limit` due mails for half a minute, those with a code first. One that somebody else took and never finished may
 * have been sent: it comes back `doubtful`. `now` is epoch milliseconds.
 */
export function claim({ db }: System, now: number, limit: number): Claim {
  const lease = newLease(now + leaseMs);
  const isOpen = and(isUnsent, isFree(outbox, now));
  const listDue = (which?: SQL) =>
    db
      .select({ id: outbox.id })
      .from(outbox)
      .where(and(isOpen, which, lte(outbox.notBefore, now)))
      .orderBy(asc(outbox.notBefore))
      .limit(limit)
      .all()
      .map(({ id }) => id);
  // Looked first: a claim waits for whoever writes, and pages wait for it.
  const due = [...new Set([...listDue(isCode), ...listDue()])].slice(0, limit);
  if (!due.length) return { owner: lease.leaseOwner, rows: [] };
  const rows = db
    .update(outbox)
    .set({
      state: "sending",
      attempts: sql`${outbox.attempts} + 1`,
      doubtful: sql`${outbox.doubtful} or ${outbox.state} = 'sending'`,
      ...lease,
    })
    .where(and(inArray(outbox.id, due), isOpen))
    .returning()
    .all();
  return { owner: lease.leaseOwner, rows };
}

/** The claimed mail, for as long as it is. */
export const held = (owner: string, id: string) =>
  and(eq(outbox.id, id), eq(outbox.leaseOwner, owner), eq(outbox.state, "sending"));

/** Keeps a mail for another half a minute. False where it was lost meanwhile: then leave it alone. */
export function hold({ db }: System, owner: string, id: string, now: number): boolean {
  const { changes } = db
    .update(outbox)
    .set({ leaseUntil: now + leaseMs })
    .where(held(owner, id))
    .run();
  return changes === 1;
}

const released = { ...noLease, doubtful: false };

/** Removes a mail to nobody. */
export function throwAway({ db }: System, owner: string, id: string) {
  db.delete(outbox).where(held(owner, id)).run();
}

export type EndState = "failed" | "suppressed" | "dropped";
/** `hearsOfDelivery`: the provider tells of deliveries; else what was sent counts as delivered. */
type Holder = { system: System; owner: string; kinds: MailKinds; hearsOfDelivery: boolean };

const maxSubject = 200;

/** Says that a mail went out, with its subject where that is known, and what follows; `now` is epoch milliseconds. */
export function markSent(
  { system, owner, kinds, hearsOfDelivery }: Holder,
  row: OutboxRow,
  { messageId: providerMessageId, subject = null }: { messageId: string; subject?: string | null },
  now: number,
) {
  const kept = subject && sql`case when ${hasOwnSubject} then ${cut(subject, maxSubject)} end`;
  const sent = { state: "sent", sealed: null, error: null, providerMessageId, subject: kept, sentAt: now } as const;
  const values = { ...released, ...sent };
  transact(system, () => {
    const { changes } = system.db.update(outbox).set(values).where(held(owner, row.id)).run();
    if (!changes) return;
    beginTrip(system, row.id, now, hearsOfDelivery ? null : now);
    kinds[row.kind]?.whenSent?.(system, row, now);
  });
}

/** Ends a mail that is not sent; its secrets go with it. `now` is epoch milliseconds. */
export function markEnded(
  { system, owner, kinds }: Holder,
  row: OutboxRow,
  state: EndState,
  error: string,
  now: number,
) {
  const values = { ...released, state, sealed: null, error, endedAt: now };
  transact(system, () => {
    const { changes } = system.db.update(outbox).set(values).where(held(owner, row.id)).run();
    if (changes && state !== "dropped") kinds[row.kind]?.whenLost?.(system, row.id, now, kinds);
  });
}

/** Puts a mail back until then, in epoch milliseconds, for its recipient's sake: it costs neither a try nor time. */
export function holdBack({ db }: System, owner: string, { id, attempts }: OutboxRow, until: number) {
  const values = { ...released, state: "new", attempts: attempts - 1, notBefore: until, heldUntil: until } as const;
  db.update(outbox).set(values).where(held(owner, id)).run();
}

/** Puts a mail back for another address, at once; it costs no try. */
export function redirect({ db }: System, owner: string, { id, attempts }: OutboxRow, recipient: string) {
  const values = { ...released, state: "new", attempts: attempts - 1, recipient } as const;
  db.update(outbox).set(values).where(held(owner, id)).run();
}

/** Puts a mail back for a later try, or gives it up where it is three days old. Without a reason nothing is wrong yet. */
export function putBack(
  holder: Holder,
  row: OutboxRow,
  reason: string | null,
  doubtful: boolean,
  now: number,
): "retried" | "failed" {
  if (now - Math.max(row.resentAt ?? row.createdAt, row.heldUntil ?? 0) > giveUpAfterMs) {
    markEnded(holder, row, "failed", `Gave up: ${reason ?? "it never was ready"}`, now);
    return "failed";
  }
  const pause = Math.max(backoff(row.attempts), doubtful ? doubtMs : 0);
  holder.system.db
    .update(outbox)
    .set({ ...released, state: "new", doubtful, error: reason, notBefore: now + pause })
    .where(held(holder.owner, row.id))
    .run();
  return "retried";
}

/** Postmark's word for a mail that was marked as spam: it never delivers to that address again. */
export const complaint = "SpamComplaint";

/** No more mail to this address that can be off. The first reason stays, unless it is a complaint. */
export function suppress({ db }: Pick<System, "db">, email: string, reason: string, now: number) {
  const insert = db.insert(suppressions).values({ email, reason, createdAt: now });
  if (reason !== complaint) insert.onConflictDoNothing().run();
  else insert.onConflictDoUpdate({ target: suppressions.email, set: { reason } }).run();
}
