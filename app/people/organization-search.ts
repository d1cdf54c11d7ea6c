import { asc, desc, eq, inArray } from "drizzle-orm";
import { isAmong } from "#db/among.ts";
import type { OrgId, PersonId } from "#db/ids.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import type { Staff, System } from "#db/tenant.ts";
import { findItems } from "../search/search.ts";

const maxShown = 20;

/**
 * Organizations whose name, own address or person's name or address is found by the text, by name, at most twenty; without a
 * text the newest. Each with somebody's address, to tell two of the same name apart.
 */
export function searchOrganizations(staff: Staff, q: string | null) {
  const { id, name, email, createdAt } = organizations;
  const found = staff.db
    .select({ id, name, email })
    .from(organizations)
    .where(q ? inArray(id, findByWords(staff, q, maxShown).ids) : undefined)
    .orderBy(...(q ? [asc(name), asc(id)] : [desc(createdAt), desc(id)]))
    .limit(maxShown)
    .all();
  return found.map((one) => ({ ...one, email: one.email ?? someonesAddress(staff, one.id) }));
}

/** The newest organizations that are found by a text, or by a person of theirs: so many of each, and whether there are more. */
export function findByWords(staff: Staff, q: string, limit: number): { ids: OrgId[]; isMore: boolean } {
  const found = findItems(staff, "organization", q, limit + 1) as OrgId[];
  const foundPeople = findItems(staff, "person", q, limit + 1) as PersonId[];
  const theirs = staff.db
    .select({ id: memberships.orgId })
    .from(memberships)
    .where(isAmong(memberships.personId, foundPeople.slice(0, limit)))
    .all();
  const ids = [...found.slice(0, limit), ...theirs.map(({ id }) => id)];
  return { ids, isMore: Math.max(found.length, foundPeople.length) > limit };
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
