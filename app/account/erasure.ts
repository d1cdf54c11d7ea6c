import { setImmediate as breath } from "node:timers/promises";
import { and, between, eq, getTableName, inArray, ne, sql } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { addressChanges, departures } from "#db/schema/account.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { people, personAddresses } from "#db/schema/organizations.ts";
import { membershipTombs } from "#db/schema/tombs.ts";
import { transact, type System } from "#db/tenant.ts";
import { note } from "../company/audit-log.ts";
import { addStaffTask } from "../company/staff-tasks.ts";
import { Postponed } from "../jobs/postponed.ts";
import { emailOf, nextUpdate } from "../people/people.ts";
import type { Portal } from "../portal.server.ts";
import { findDeparture } from "./departure.ts";
import { erasedAddress, erasedRows, type ErasedRows } from "./erased-rows.ts";

/** How many rows a transaction looks through: pages are answered between them. */
const slice = 5_000;

type Counts = Record<string, number>;

/**
 * Erases somebody whose time to come back is over, step by step: broken off anywhere it is begun again and finds only what
 * is left. `hold` keeps the work ours. The person's own row comes last. Nothing where they came back, or are erased.
 */
export async function erase(portal: Portal, system: System, personId: PersonId, hold: () => void) {
  const departure = findDeparture(system, personId);
  if (!departure || departure.cancelledAt !== null || departure.erasedAt !== null) return;
  if (departure.dueAt > portal.now()) throw new Postponed(departure.dueAt);
  const emails = addressesOf(system, personId);
  for (const rows of erasedRows({ personId, emails })) await eraseRows(system, personId, rows, hold);
  hold();
  const counts = finish(system, personId, emails, portal.now());
  portal.log.info({ person: personId, counts }, "a person was erased");
}

/** Every address that was theirs, but for those that are somebody else's by now. */
function addressesOf(system: System, personId: PersonId): string[] {
  const { db } = system;
  const { oldEmail, newEmail } = addressChanges;
  const all = [
    { email: emailOf(system, personId) },
    ...db.select({ email: oldEmail }).from(addressChanges).where(eq(addressChanges.personId, personId)).all(),
    ...db.select({ email: newEmail }).from(addressChanges).where(eq(addressChanges.personId, personId)).all(),
    ...db
      .select({ email: personAddresses.email })
      .from(personAddresses)
      .where(eq(personAddresses.personId, personId))
      .all(),
    ...db
      .select({ email: membershipTombs.email })
      .from(membershipTombs)
      .where(eq(membershipTombs.personId, personId))
      .all(),
  ].map(({ email }) => email);
  const others = and(inArray(people.email, all), ne(people.id, personId));
  const taken = new Set(
    db
      .select({ email: people.email })
      .from(people)
      .where(others)
      .all()
      .map(({ email }) => email),
  );
  return [...new Set(all)].filter((email) => !taken.has(email));
}

async function eraseRows(system: System, personId: PersonId, { table, where, set }: ErasedRows, hold: () => void) {
  const { db } = system;
  const rowid = sql`rowid`;
  const last =
    db
      .select({ at: sql<number | null>`max(rowid)` })
      .from(table)
      .get()?.at ?? 0;
  for (let from = 0; from <= last; from += slice, await breath()) {
    const these = and(between(rowid, from, from + slice - 1), where);
    transact(system, () => {
      hold();
      const change = set ? db.update(table).set(set).where(these) : db.delete(table).where(these);
      const { changes } = change.run();
      if (changes) count(system, personId, getTableName(table), changes);
    });
  }
}

function count({ db }: System, personId: PersonId, table: string, changes: number) {
  const { counts } = db.select().from(departures).where(eq(departures.personId, personId)).get()!;
  const more: Counts = { ...counts, [table]: (counts[table] ?? 0) + changes };
  db.update(departures).set({ counts: more }).where(eq(departures.personId, personId)).run();
}

function finish(system: System, personId: PersonId, emails: string[], now: number): Counts {
  const { db } = system;
  return transact(system, () => {
    const there = inArray(stripeCustomers.email, emails);
    for (const { id } of db.select({ id: stripeCustomers.id }).from(stripeCustomers).where(there).all()) {
      const detail = `Someone who asked to be erased is still Stripe customer ${id}. Delete them at Stripe, or change the address there.`;
      addStaffTask(system, "person-at-stripe", id, detail, now);
    }
    const nothing = {
      name: null,
      locale: null,
      timeZone: null,
      externalId: null,
      namedThemselves: false,
      choseAddress: false,
      signedInAt: null,
    };
    const values = { ...nothing, email: erasedAddress(personId), disabledAt: now, updatedAt: nextUpdate(now) };
    db.update(people).set(values).where(eq(people.id, personId)).run();
    db.delete(addressChanges).where(eq(addressChanges.personId, personId)).run();
    const over = { erasedAt: now, undoHash: null, held: [], reason: null };
    db.update(departures).set(over).where(eq(departures.personId, personId)).run();
    note(system, { kind: "system", name: "foyer" }, { action: "person.erased", subject: personId }, now);
    return findDeparture(system, personId)!.counts;
  });
}
