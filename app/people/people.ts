import { and, eq, isNull, sql } from "drizzle-orm";
import { newId, type PersonId } from "#db/ids.ts";
import { people } from "#db/schema/organizations.ts";
import type { Self, System } from "#db/tenant.ts";

export const maxPersonNameLength = 80;

/** Whose address it is: somebody who may sign in with it, or null. */
export function findPersonByAddress({ db }: Pick<System, "db">, email: string): PersonId | null {
  const known = and(eq(people.email, email), isNull(people.disabledAt));
  return db.select({ id: people.id }).from(people).where(known).get()?.id ?? null;
}

/** The address that somebody signs in with. */
export const emailOf = ({ db }: Pick<System, "db">, id: PersonId): string =>
  db.select({ email: people.email }).from(people).where(eq(people.id, id)).get()!.email;

/** What `updatedAt` becomes with every change: never what it was before, whatever the clock says. */
export const nextUpdate = (now: number) => sql`max(${people.updatedAt} + 1, ${now})`;

const renamed = (name: string, now: number) => ({ name, updatedAt: nextUpdate(now) });

/** Gives the person the name under which they write from now on, whatever the feed says. `now` is epoch milliseconds. */
export function nameSelf({ db, personId }: Self, name: string, now: number) {
  const chosen = { ...renamed(name, now), namedThemselves: true };
  db.update(people).set(chosen).where(eq(people.id, personId)).run();
}

/** Gives whoever has an address a name; somebody who was never here becomes a person. */
export function namePerson({ db }: System, email: string, name: string, now: number) {
  db.insert(people)
    .values({ id: newId("per") as PersonId, email, name, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({ target: people.email, set: renamed(name, now) })
    .run();
}
