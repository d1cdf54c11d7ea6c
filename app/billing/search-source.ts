import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { prepared } from "#db/prepared.ts";
import { invoiceLines, invoices } from "#db/schema/billing.ts";
import { orders } from "#db/schema/orders.ts";
import type { SearchDocument } from "../search/search-source.ts";

const invoiceId = sql.placeholder("id");

const linesOf = prepared((db) =>
  db
    .select({ text: invoiceLines.description })
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, invoiceId))
    .prepare(),
);
const ordersOf = prepared((db) =>
  db
    .select({ text: orders.reference })
    .from(orders)
    .where(and(eq(orders.orgId, sql.placeholder("orgId")), eq(orders.invoiceId, invoiceId)))
    .prepare(),
);

/**
 * Invoices by number, by what they were for, by their own fields (a PO number) and by their orders' references. Lines and
 * fields are fixed when an invoice gets its number.
 */
export function invoiceDocuments(db: Db, ids: string[]): SearchDocument[] {
  const { id, orgId, number, issuedAt, deletedAt } = invoices;
  const fields = sql<string | null>`json_extract(${invoices.raw}, '$.custom_fields')`;
  return db
    .select({ id, orgId, number, issuedAt, deletedAt, fields })
    .from(invoices)
    .where(inArray(id, ids))
    .all()
    .filter((row) => row.number !== null && row.deletedAt === null)
    .map((row) => {
      const said = [...linesOf(db).all(row), ...ordersOf(db).all(row)];
      const own = (JSON.parse(row.fields ?? "[]") as { value: string }[]).map(({ value }) => value);
      return { item: row.id, at: row.issuedAt, texts: [row.number, ...own, ...said.map(({ text }) => text)] };
    });
}
