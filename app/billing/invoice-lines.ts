import { asc, count, eq } from "drizzle-orm";
import { invoiceLines } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";

/** So many lines stand on a page that was not asked for all of them. */
export const firstLines = 50;

/** An invoice's lines in their order, all or the first; amounts are minor units, times epoch milliseconds. */
export function listInvoiceLines(tenant: Tenant, invoiceId: string, { all = false } = {}) {
  const query = tenant.db
    .select({
      id: invoiceLines.id,
      description: invoiceLines.description,
      quantity: invoiceLines.quantity,
      unitAmount: invoiceLines.unitAmount,
      amount: invoiceLines.amount,
      periodStart: invoiceLines.periodStart,
      periodEnd: invoiceLines.periodEnd,
    })
    .from(invoiceLines)
    .where(mine(tenant, invoiceLines, eq(invoiceLines.invoiceId, invoiceId)))
    .orderBy(asc(invoiceLines.position))
    .$dynamic();
  return (all ? query : query.limit(firstLines)).all();
}

export type InvoiceLine = ReturnType<typeof listInvoiceLines>[number];

export function countInvoiceLines(tenant: Tenant, invoiceId: string): number {
  const where = mine(tenant, invoiceLines, eq(invoiceLines.invoiceId, invoiceId));
  return tenant.db.select({ count: count() }).from(invoiceLines).where(where).get()?.count ?? 0;
}
