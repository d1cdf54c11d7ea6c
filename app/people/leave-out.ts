import { and, eq, inArray } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { reads } from "#db/schema/asked.ts";
import { outbox } from "#db/schema/mail.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import { trips } from "#db/schema/trips.ts";
import { mine, transact, type System, type Tenant } from "#db/tenant.ts";
import type { Counted } from "#db/usage.ts";

/**
 * Leaves a person out of what is counted from now on, and forgets what they looked at and what mails led them to; or has them
 * counted again.
 */
export function leaveOutOfCounts(system: System, personId: PersonId, isLeftOut: boolean) {
  transact(system, () => {
    const { db } = system;
    db.update(people).set({ isLeftOut }).where(eq(people.id, personId)).run();
    if (!isLeftOut) return;
    const theirMails = db.select({ id: outbox.id }).from(outbox).where(eq(outbox.personId, personId));
    db.delete(reads).where(eq(reads.personId, personId)).run();
    db.delete(trips).where(inArray(trips.mailId, theirMails)).run();
  });
}

/** Whether an address is of somebody who is left out of what is counted. */
export const isLeftOutAddress = ({ db }: System, email: string) =>
  !!db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.email, email), people.isLeftOut))
    .get();

/** As what a deed is counted that one of the organization's people did by a mail, whoever is signed in: left out where they are. */
export function countedFor(tenant: Tenant, personId: PersonId | null, counted: Counted): Counted {
  if (counted.how !== "person" || !personId) return counted;
  const found = tenant.db
    .select({ isLeftOut: people.isLeftOut })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(mine(tenant, memberships, eq(memberships.personId, personId)))
    .get();
  return found?.isLeftOut ? { ...counted, how: "left-out" } : counted;
}
