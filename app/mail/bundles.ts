import { and, eq, exists, gt, gte, lt, not, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { PersonId } from "#db/ids.ts";
import { noLease } from "#db/lease.ts";
import { isBundled, outbox } from "#db/schema/mail.ts";
import { transact, type System } from "#db/tenant.ts";
import { held, type OutboxRow } from "./claim.ts";
import { timesOf } from "./delivery.ts";
import { nextSlot } from "./slots.ts";

export type Bundle = { personId: PersonId; slot: number };
const nameOf = ({ personId, slot }: Bundle) => `${personId}:${slot}`;

/** What a mail's `bundle` says: whose digest it waits for, and when that is due in epoch milliseconds. */
export function readBundle(name: string): Bundle {
  const [personId, slot] = name.split(":");
  return { personId: personId as PersonId, slot: Number(slot) };
}

/** The key of a bundle's digest in the outbox. */
export const digestKey = (bundle: Bundle) => `digest:${nameOf(bundle)}`;

/** Whether the digest that a mail's `bundle` names is queued, or went. */
export const isDigestQueued = ({ db }: Pick<System, "db">, bundle: string | null): boolean =>
  bundle !== null &&
  !!db
    .select({ id: outbox.id })
    .from(outbox)
    .where(eq(outbox.dedupeKey, `digest:${bundle}`))
    .get();

/** Of mails in bundles: whether its digest is queued, or went. */
export function hasDigest(db: System["db"]): SQL {
  const digests = alias(outbox, "digests");
  const isIt = eq(digests.dedupeKey, sql`'digest:' || ${outbox.bundle}`);
  return exists(db.select({ id: digests.id }).from(digests).where(isIt));
}

/** The mails that wait for a bundle's digest or went with it. */
export const isOfBundle = (bundle: Bundle) => eq(outbox.bundle, nameOf(bundle));

/** The mails that wait in a bundle. */
export const isInBundle = (bundle: Bundle) => and(isBundled, isOfBundle(bundle));

/** The next of a person's digests that is not on its way yet: a clock may have been set back over one. */
function nextBundle(system: System, personId: PersonId, now: number): Bundle {
  const times = timesOf(system, personId);
  let slot = nextSlot(times, now);
  while (isDigestQueued(system, nameOf({ personId, slot }))) slot = nextSlot(times, slot);
  return { personId, slot };
}

const waitingIn = (bundle: Bundle) => ({ state: "bundled", bundle: nameOf(bundle), notBefore: bundle.slot }) as const;

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
    system.db.update(outbox).set(values).where(isInBundle(bundle)).run();
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
      .where(and(isBundled, isTheirs, gt(outbox.notBefore, now), not(hasDigest(db))))
      .run();
    db.update(outbox).set({ notBefore: now, heldUntil: null }).where(isHeld).run();
  });
}
