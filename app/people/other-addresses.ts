import { and, asc, eq, exists, inArray } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import type { OrgId, PersonId } from "#db/ids.ts";
import { queueMail } from "#db/outbox.ts";
import { memberships, people, personAddresses } from "#db/schema/organizations.ts";
import { transact, type Self, type Staff, type System } from "#db/tenant.ts";
import { note, writeDown } from "../company/audit-log.ts";

type From = { db: Db };

/** Whether an address is a person's own, disabled or not. */
export const isOwnAddress = ({ db }: From, email: string): boolean =>
  !!db.select({ id: people.id }).from(people).where(eq(people.email, email)).get();

/** The own address of the person whom one was let in for; the same one where it was for nobody. */
export function ownAddressOf({ db }: From, email: string): string {
  const holder = db
    .select({ email: people.email })
    .from(personAddresses)
    .innerJoin(people, eq(people.id, personAddresses.personId))
    .where(eq(personAddresses.email, email))
    .get();
  return holder?.email ?? email;
}

/** The person's other addresses: what they send from these counts as theirs. */
export const listOtherAddresses = ({ db, personId }: Self) =>
  db
    .select({ email: personAddresses.email, createdAt: personAddresses.createdAt })
    .from(personAddresses)
    .where(eq(personAddresses.personId, personId))
    .orderBy(asc(personAddresses.email))
    .all();

/** The same of several people. */
export const listOtherAddressesOf = ({ db }: Staff, ids: readonly PersonId[]) =>
  db
    .select({ email: personAddresses.email, personId: personAddresses.personId, addedBy: personAddresses.addedBy })
    .from(personAddresses)
    .where(inArray(personAddresses.personId, [...ids]))
    .orderBy(asc(personAddresses.email))
    .all();

type Named = { personId: PersonId; email: string };

/** Lets an address in for a person of an organization, writes it down, and mails it to them. `now` is epoch milliseconds. */
export function addOtherAddress(staff: Staff, orgId: OrgId, person: Named, email: string, now: number) {
  const { personId } = person;
  staff.db.insert(personAddresses).values({ email, personId, addedBy: staff.email, createdAt: now }).run();
  writeDown(
    staff,
    { orgId, action: "address.added", subject: `${email}: ${person.email}`, aboutPerson: personId },
    now,
  );
  const dedupeKey = `address-added:${personId}:${email}:${now}`;
  queueMail(staff, { kind: "address-added", recipient: person.email, dedupeKey, props: { address: email } }, now);
}

/** A member's other address; null where it is nobody's of that organization. */
export function findOtherAddress({ db }: Staff, orgId: OrgId, email: string) {
  const isMembers = exists(
    db
      .select({ orgId: memberships.orgId })
      .from(memberships)
      .where(and(eq(memberships.personId, personAddresses.personId), eq(memberships.orgId, orgId))),
  );
  return (
    db
      .select({ email: personAddresses.email, person: people.email, personId: people.id, name: people.name })
      .from(personAddresses)
      .innerJoin(people, eq(people.id, personAddresses.personId))
      .where(and(eq(personAddresses.email, email), isMembers))
      .get() ?? null
  );
}

/** Ends it, and writes that down; gives what it was, or null where there was none. `now` is epoch milliseconds. */
export function endOtherAddress(staff: Staff, orgId: OrgId, email: string, now: number) {
  return transact(staff, () => {
    const found = findOtherAddress(staff, orgId, email);
    if (!found) return null;
    staff.db.delete(personAddresses).where(eq(personAddresses.email, email)).run();
    writeDown(
      staff,
      { orgId, action: "address.ended", subject: `${email}: ${found.person}`, aboutPerson: found.personId },
      now,
    );
    return found;
  });
}

/** The same by the person themselves. False where it is none of theirs. */
export function endOwnOtherAddress(self: Self, system: System, email: string, now: number): boolean {
  return transact(system, () => {
    const isTheirs = and(eq(personAddresses.personId, self.personId), eq(personAddresses.email, email));
    if (!self.db.delete(personAddresses).where(isTheirs).run().changes) return false;
    const person = self.db.select({ email: people.email }).from(people).where(eq(people.id, self.personId)).get()!;
    const actor = { kind: "person", name: person.email, personId: self.personId } as const;
    note(system, actor, { action: "address.ended", subject: `${email}: ${person.email}` }, now);
    return true;
  });
}
