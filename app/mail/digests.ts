import { and, asc, eq, lte, ne, not, sql } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { queueMail } from "#db/outbox.ts";
import { isBundled, outbox } from "#db/schema/mail.ts";
import { people } from "#db/schema/organizations.ts";
import { transact, type System } from "#db/tenant.ts";
import { digestKey, hasDigest, isInBundle, isOfBundle, postpone, readBundle, type Bundle } from "./bundles.ts";
import type { EndState, OutboxRow } from "./claim.ts";
import type { MailKinds } from "./kind.ts";

/** After that its mails wait for the next one: a digest of a morning is no news in the night. */
const staleMs = 20 * 60 * 60_000;
const isStale = ({ slot }: Bundle, now: number) => now - slot >= staleMs;

/** Queues a digest for each bundle whose time has come, once. Gives how many bundles were moved on. */
export function queueDigests(system: System, now: number): number {
  const { db } = system;
  const due = db
    .selectDistinct({ name: outbox.bundle })
    .from(outbox)
    .where(and(isBundled, lte(outbox.notBefore, now), not(hasDigest(db))))
    .all();
  for (const bundle of due.map(({ name }) => readBundle(name!)))
    if (isStale(bundle, now)) postpone(system, bundle, now);
    else transact(system, () => queueDigest(system, bundle, now));
  return due.length;
}

const addressOf = (db: System["db"], personId: PersonId) =>
  db.select({ email: people.email }).from(people).where(eq(people.id, personId)).get()!.email;

function queueDigest(system: System, bundle: Bundle, now: number) {
  const recipient = addressOf(system.db, bundle.personId);
  queueMail(system, { kind: "digest", recipient, dedupeKey: digestKey(bundle), props: bundle }, now);
}

/** The mails of a bundle, oldest first, which go to the person's address of now; null where its digest comes too late, or went to another. */
export function openBundle({ db }: System, bundle: Bundle, recipient: string, now: number): OutboxRow[] | null {
  if (isStale(bundle, now) || addressOf(db, bundle.personId) !== recipient) return null;
  db.update(outbox)
    .set({ recipient })
    .where(and(isInBundle(bundle), ne(outbox.recipient, recipient)))
    .run();
  return db
    .select()
    .from(outbox)
    .where(isInBundle(bundle))
    .orderBy(asc(outbox.createdAt), asc(sql`rowid`))
    .all();
}

export type LeftOut = { id: string; state: EndState; reason: string };

/** Ends mails of a bundle that its digest leaves out, all at once; `now` is epoch milliseconds. */
export function leaveOut(system: System, bundle: Bundle, mails: LeftOut[], now: number) {
  transact(system, () => {
    for (const { id, state, reason } of mails)
      system.db
        .update(outbox)
        .set({ state, error: reason, endedAt: now })
        .where(and(isInBundle(bundle), eq(outbox.id, id)))
        .run();
  });
}

/** All that a bundle still has went with its digest; `now` is epoch milliseconds. */
export function closeBundle({ db }: System, bundle: Bundle, now: number) {
  db.update(outbox).set({ state: "sent", sentAt: now }).where(isInBundle(bundle)).run();
}

/**
 * What a bundle still has is lost with its digest, and where that came back, so is what went with it; what follows from
 * that for each follows. `now` is epoch milliseconds.
 */
export function loseBundle(system: System, digestId: string, now: number, kinds: MailKinds) {
  const { db } = system;
  const digest = db.select().from(outbox).where(eq(outbox.id, digestId)).get();
  if (!digest) return;
  const bundle = readBundle(digest.dedupeKey.slice("digest:".length));
  const isBounced = digest.state === "bounced";
  const wentWith = and(eq(outbox.personId, bundle.personId), isOfBundle(bundle), eq(outbox.state, "sent"));
  const lost = [isInBundle(bundle), ...(isBounced ? [wentWith] : [])].flatMap((which) =>
    db.select({ id: outbox.id, kind: outbox.kind }).from(outbox).where(which).all(),
  );
  for (const { id, kind } of lost) {
    db.update(outbox)
      .set(isBounced ? bouncedWith(digest, now) : endedWith(digest, now))
      .where(eq(outbox.id, id))
      .run();
    kinds[kind]?.whenLost?.(system, id, now, kinds);
  }
}

const endedWith = ({ state, error }: OutboxRow, endedAt: number) => {
  const became = state === "suppressed" ? ("suppressed" as const) : ("failed" as const);
  return { state: became, error: `Its digest wasn’t sent: ${error}`, endedAt };
};

/** Only the digest is a mail that came back: its lines don't count as more of them, so they have no `returnedAt`. */
const bouncedWith = ({ returnedFor }: OutboxRow, now: number) => {
  const sentAt = sql`coalesce(${outbox.sentAt}, ${now})`;
  return { state: "bounced" as const, error: `Its digest bounced (${returnedFor})`, sentAt };
};
