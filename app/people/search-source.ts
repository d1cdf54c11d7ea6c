import { inArray } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import type { OrgId, PersonId } from "#db/ids.ts";
import { organizations, people } from "#db/schema/organizations.ts";
import type { SearchDocument } from "../search/search-source.ts";

export function organizationDocuments(db: Db, ids: string[]): SearchDocument[] {
  const { id, name, email, phone, externalId, createdAt } = organizations;
  return db
    .select({ id, name, email, phone, externalId, createdAt })
    .from(organizations)
    .where(inArray(id, ids as OrgId[]))
    .all()
    .map((row) => ({ item: row.id, at: row.createdAt, texts: [row.name, row.email, row.phone, row.externalId] }));
}

export function peopleDocuments(db: Db, ids: string[]): SearchDocument[] {
  const { id, name, email, externalId, createdAt } = people;
  return db
    .select({ id, name, email, externalId, createdAt })
    .from(people)
    .where(inArray(id, ids as PersonId[]))
    .all()
    .map((row) => ({ item: row.id, at: row.createdAt, texts: [row.name, row.email, row.externalId] }));
}
