import { eq } from "drizzle-orm";
import { newId, type PersonId } from "#db/ids.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import type { Portal } from "../portal.server.ts";
import { isStaff, systemFor } from "./handles.ts";

/** Somebody who may sign in. Without an id: of the staff, and never here before. */
export type Admitted = { email: string; personId: PersonId | null };

/**
 * Who may sign in with a canonical address: a person of an organization, or of the staff, who is not disabled. Null for
 * anybody else.
 */
export function admitted(portal: Portal, email: string): Admitted | null {
  const { db } = systemFor(portal);
  const person = db.select().from(people).where(eq(people.email, email)).get();
  if (person?.disabledAt) return null;
  const personId = person?.id ?? null;
  if (isStaff(portal, email)) return { email, personId };
  const belongs =
    personId && db.select({ role: memberships.role }).from(memberships).where(eq(memberships.personId, personId)).get();
  return belongs ? { email, personId } : null;
}

/** The person's id; somebody of the staff becomes a person here. */
export function personOf(portal: Portal, { email, personId }: Admitted): PersonId {
  if (personId) return personId;
  const id = newId("per") as PersonId;
  const now = portal.now();
  systemFor(portal).db.insert(people).values({ id, email, createdAt: now, updatedAt: now }).run();
  return id;
}
