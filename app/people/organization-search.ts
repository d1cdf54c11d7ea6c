import { asc, desc, eq, inArray, or } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import type { Staff, System } from "#db/tenant.ts";
import { holds } from "../search/search-text.ts";

const maxShown = 20;

/**
 * Organizations whose name, own address or person's address holds the text, by name, at most twenty; without a text the
 * newest. Each with somebody's address, to tell two of the same name apart.
 */
export function searchOrganizations(staff: Staff, q: string | null) {
  const { db } = staff;
  const ofPerson = (text: string) =>
    db
      .select({ id: memberships.orgId })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(holds(people.email, text));
  const found = db
    .select({ id: organizations.id, name: organizations.name, email: organizations.email })
    .from(organizations)
    .where(
      q
        ? or(holds(organizations.name, q), holds(organizations.email, q), inArray(organizations.id, ofPerson(q)))
        : undefined,
    )
    .orderBy(q ? asc(organizations.name) : desc(organizations.createdAt), asc(organizations.id))
    .limit(maxShown)
    .all();
  return found.map((one) => ({ ...one, email: one.email ?? someonesAddress(staff, one.id) }));
}

function someonesAddress({ db }: Staff, orgId: OrgId): string | null {
  const found = db
    .select({ email: people.email })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(eq(memberships.orgId, orgId))
    .orderBy(asc(memberships.createdAt), asc(people.email))
    .get();
  return found?.email ?? null;
}

/** An organization by its id, or null. */
export function findOrganization({ db }: Staff | System, id: string | null) {
  if (!id) return null;
  const { name } = organizations;
  const found = db
    .select({ id: organizations.id, name })
    .from(organizations)
    .where(eq(organizations.id, id as OrgId))
    .get();
  return found ?? null;
}
