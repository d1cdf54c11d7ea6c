import { eq } from "drizzle-orm";
import { newId, type OrgId, type PersonId } from "#db/ids.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { transact, type Staff, type System } from "#db/tenant.ts";
import { reservedFor } from "./reserved.ts";
import { note, staffNamed } from "../company/audit-log.ts";

export const maxCustomerNameLength = 200;

/**
 * `already`: where the person of that address is; null where they were disabled. Reserved: somebody gave the address up
 * lately and can have it back.
 */
export type MadeCustomer = { made: OrgId } | { already: { id: OrgId; name: string } | null } | { reserved: true };

type Wanted = {
  name: string;
  email: string;
  /** The owner's name; one who is here has their own. */
  person?: string | null;
  /** Although the person has a place elsewhere: then they have both. */
  isAnother?: boolean;
  by: string;
};

/**
 * Makes an organization whose owner may sign in with a canonical address. Nothing is made, and nobody mailed, where the
 * address has a place already and no other was wanted. `now` is epoch milliseconds.
 */
export function makeCustomer(handle: Staff | System, wanted: Wanted, now: number): MadeCustomer {
  const { name, email, person: personName = null, isAnother = false, by } = wanted;
  const { db } = handle;
  return transact(handle, () => {
    const person = db.select().from(people).where(eq(people.email, email)).get();
    if (person?.disabledAt) return { already: null };
    if (!person && reservedFor(handle, email, now)) return { reserved: true };
    const personId = person?.id ?? (newId("per") as PersonId);
    const already = db
      .select({ id: organizations.id, name: organizations.name })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.orgId))
      .where(eq(memberships.personId, personId))
      .get();
    if (already && !isAnother) return { already };
    const id = newId("org") as OrgId;
    db.insert(organizations).values({ id, name, createdAt: now }).run();
    if (!person)
      db.insert(people).values({ id: personId, email, name: personName, createdAt: now, updatedAt: now }).run();
    db.insert(memberships).values({ orgId: id, personId, role: "owner", source: "staff", createdAt: now }).run();
    note(handle, staffNamed(handle, by), { action: "organization.created", subject: name, orgId: id }, now);
    return { made: id };
  });
}
