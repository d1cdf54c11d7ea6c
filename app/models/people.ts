import { and, eq, isNull } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { people } from "#db/schema/organizations.ts";
import type { System } from "#db/tenant.ts";

/** Whose address it is: somebody who may sign in with it, or null. */
export function findPersonByAddress({ db }: Pick<System, "db">, email: string): PersonId | null {
  const known = and(eq(people.email, email), isNull(people.disabledAt));
  return db.select({ id: people.id }).from(people).where(known).get()?.id ?? null;
}
