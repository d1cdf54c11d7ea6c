import { and, asc, eq, gt, gte, lt, lte, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { PersonId } from "#db/ids.ts";
import { noLease } from "#db/lease.ts";
import { queueMail } from "#db/outbox.ts";
import { isBundled, outbox } from "#db/schema/mail.ts";
import { people } from "#db/schema/organizations.ts";
import { transact, type System } from "#db/tenant.ts";
import { held, type EndState, type OutboxRow } from "./claim.ts";
import { timesOf } from "./delivery.ts";
import { nextSlot } from "./slots.ts";

/** After that its mails wait for the next one: a digest of a morning is no news in the night. */
const staleMs = 20 * 60 * 60_000;

export type Bundle = { personId: PersonId; slot: number };
const nameOf = ({ personId, slot }: Bundle) => `${personId}:${slot}`;
const keyOf = (bundle: Bundle) => `digest:${nameOf(bundle)}`;
const readName = (name: string): Bundle => {
  const [personId, slot] = name.split(":");
  return { personId: personId as PersonId, slot: Number(slot) };
};

/** When the digest of a mail's `bundle` is due, in epoch milliseconds. */
export const slotOf = (bundle: string) => readName(bundle).slot;

export const isStale = ({ slot }: Bundle, now: number) => now - slot >= staleMs;

/** The next of a person's digests that is not on its way yet: a clock may have been set back over one. */
function nextBundle(system: System, personId: PersonId, now: number): Bundle {
  const times = timesOf(system, personId);
  const isQueued = (slot: number) =>
    system.db
      .select({ id: outbox.id })
      .from(outbox)
      .where(eq(outbox.dedupeKey, keyOf({ personId, slot })))
      .get();
  let slot = nextSlot(times, now);
  while (isQueued(slot)) slot = nextSlot(times, slot);
  return { personId, slot };
}

const waitingIn = (bundle: Bundle) => ({ state: "bundled", bundle: nameOf(bundle), notBefore: bundle.slot }) as const;
const isIn = (bundle: Bundle) => and(isBundled, eq(outbox.bundle, nameOf(bundle)));

/** Puts a claimed mail into a person's next digest; it costs no try. `now` is epoch milliseconds. */
export function bundleUp(system: System, owner: string, row: OutboxRow, personId: PersonId, now: number) {
  transact(system, () => {
    const values = { ...waitingIn(nextBundle(system, personId, now)), attempts: row.attempts - 1, doubtful: false };
    system.db
      .update(outbox)
      .set({ ...values, ...noLease })
      .where(held(owner, row.id))
      .run();
  });
}

/** Has the mails of a bundle wait for the person's next digest. */
export function postpone(system: System, bundle: Bundle, now: number) {
  transact(system, () => {
    const values = waitingIn(nextBundle(system, bundle.personId, now));
    system.db.update(outbox).set(values).where(isIn(bundle)).run();
  });
}

/** Has what waits for a person go by their times as they are now, which they changed; epoch milliseconds. */
export function retime(system: System, personId: PersonId, now: number) {
  const { db } = system;
  const isTheirs = and(gte(outbox.bundle, `${personId}:`), lt(outbox.bundle, `${personId};`));
  const isHeld = and(eq(outbox.state, "new"), eq(outbox.personId, personId), gt(outbox.heldUntil, now));
  transact(system, () => {
    const values = waitingIn(nextBundle(system, personId, now));
    db.update(outbox)
      .set(values)
      .where(and(isBundled, isTheirs, gt(outbox.notBefore, now)))
      .run();
    db.update(outbox).set({ notBefore: now, heldUntil: null }).where(isHeld).run();
  });
}

/** Queues a digest for each bundle whose time has come, once. Gives how many bundles were moved on. */
export function queueDigests(system: System, now: number): number {
  const { db } = system;
  const digests = alias(outbox, "digests");
  const isQueued = eq(digests.dedupeKey, sql`'digest:' || ${outbox.bundle}`);
  const due = db
    .selectDistinct({ name: outbox.bundle })
    .from(outbox)
    .where(and(isBundled, lte(outbox.notBefore, now), notExists(db.select().from(digests).where(isQueued))))
    .all();
  for (const bundle of due.map(({ name }) => readName(name!)))
    if (isStale(bundle, now)) postpone(system, bundle, now);
    else transact(system, () => queueDigest(system, bundle, now));
  return due.length;
}

function queueDigest(system: System, bundle: Bundle, now: number) {
  const { email } = system.db.select().from(people).where(eq(people.id, bundle.personId)).get()!;
  queueMail(system, { kind: "digest", recipient: email, dedupeKey: keyOf(bundle), props: bundle }, now);
}

/** The mails of a bundle, oldest first, to the address that is the person's now. */
export function openBundle({ db }: System, bundle: Bundle, recipient: string): OutboxRow[] {
  return db
    .select()
    .from(outbox)
    .where(isIn(bundle))
    .orderBy(asc(outbox.createdAt), asc(sql`rowid`))
    .all()
    .map((row) => ({ ...row, recipient }));
}

export type LeftOut = { id: string; state: EndState; reason: string };

/** Ends mails of a bundle that its digest leaves out, all at once; `now` is epoch milliseconds. */
export function leaveOut(system: System, bundle: Bundle, mails: LeftOut[], now: number) {
  transact(system, () => {
    for (const { id, state, reason } of mails)
      system.db
        .update(outbox)
        .set({ state, error: reason, endedAt: now })
        .where(and(isIn(bundle), eq(outbox.id, id)))
        .run();
  });
}

/** All that a bundle still has went with its digest; `now` is epoch milliseconds. */
export function closeBundle({ db }: System, bundle: Bundle, recipient: string, now: number) {
  db.update(outbox).set({ state: "sent", recipient, sentAt: now }).where(isIn(bundle)).run();
}

/** What a bundle still has is lost with its digest; `now` is epoch milliseconds. */
export function loseBundle({ db }: System, digestId: string, now: number) {
  const digest = db.select().from(outbox).where(eq(outbox.id, digestId)).get();
  if (!digest) return;
  const name = digest.dedupeKey.slice("digest:".length);
  const state = digest.state === "suppressed" ? "suppressed" : "failed";
  const values = { state, error: `Its digest was not sent: ${digest.error}`, endedAt: now } as const;
  db.update(outbox)
    .set(values)
    .where(and(isBundled, eq(outbox.bundle, name)))
    .run();
}
