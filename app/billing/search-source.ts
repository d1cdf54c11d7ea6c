import { inArray } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { invoices } from "#db/schema/billing.ts";
import type { SearchDocument } from "../search/search-source.ts";

/** Invoices by number. */
export function invoiceDocuments(db: Db, ids: string[]): SearchDocument[] {
  const { id, number, issuedAt, deletedAt } = invoices;
  return db
    .select({ id, number, issuedAt, deletedAt })
    .from(invoices)
    .where(inArray(id, ids))
    .all()
    .filter((row) => row.number !== null && row.deletedAt === null)
    .map((row) => ({ item: row.id, at: row.issuedAt, texts: [row.number] }));
}
