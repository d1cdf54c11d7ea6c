import { and, eq, gt } from "drizzle-orm";
import { newId, type PersonId } from "#db/ids.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import { invites, isOpenInvite } from "#db/schema/team.ts";
import { reservedFor } from "../people/reserved.ts";
import type { Portal } from "../portal.server.ts";
import { isStaff, systemFor } from "./handles.ts";

/** Somebody who may sign in. Without an id: never here before, but of the staff or invited. */
export type Admitted = { email: string; personId: PersonId | null };

/** Whether an organization waits for the address: to sign in opens nothing of it yet. */
function isInvited(portal: Portal, email: string): boolean {
  const waits = and(eq(invites.email, email), isOpenInvite, gt(invites.expiresAt, portal.now()));
  return !!systemFor(portal).db.select({ id: invites.id }).from(invites).where(waits).get();
}

/**
 * Who may sign in with a canonical address: a person of an organization, or of the staff, or one that is invited, who is
 * not disabled. Null for anybody else, and while somebody else can have the address back.
 */
export function admitted(portal: Portal, email: string): Admitted | null {
  const { db } = systemFor(portal);
  const person = db.select().from(people).where(eq(people.email, email)).get();
  if (person?.disabledAt) return null;
  const personId = person?.id ?? null;
  if (isStaff(portal, email)) return { email, personId };
  const belongs =
    personId && db.select({ role: memberships.role }).from(memberships).where(eq(memberships.personId, personId)).get();
  if (belongs) return { email, personId };
  if (!personId && reservedFor({ db }, email, portal.now())) return null;
  return isInvited(portal, email) ? { email, personId } : null;
}

/** The person's id; whoever was never here becomes a person. */
export function personOf(portal: Portal, { email, personId }: Admitted): PersonId {
  if (personId) return personId;
  const id = newId("per") as PersonId;
  const now = portal.now();
  systemFor(portal).db.insert(people).values({ id, email, createdAt: now, updatedAt: now }).run();
  return id;
}
