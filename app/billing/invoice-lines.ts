import { asc, count, eq } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { invoiceLines } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";

/** So many lines stand on a page that was not asked for all of them. */
export const firstLines = 50;

const listing = preparedFor((tenant: Tenant, { invoiceId, limit }: { invoiceId: string; limit: number }) =>
  tenant.db
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
    .limit(limit),
);

/** An invoice's lines in their order, all or the first; amounts are minor units, times epoch milliseconds. */
export const listInvoiceLines = (tenant: Tenant, invoiceId: string, { all = false } = {}) =>
  listing(tenant, { invoiceId, limit: all ? -1 : firstLines }).all();

export type InvoiceLine = ReturnType<typeof listInvoiceLines>[number];

const counting = preparedFor((tenant: Tenant, { invoiceId }: { invoiceId: string }) =>
  tenant.db
    .select({ count: count() })
    .from(invoiceLines)
    .where(mine(tenant, invoiceLines, eq(invoiceLines.invoiceId, invoiceId))),
);

export const countInvoiceLines = (tenant: Tenant, invoiceId: string): number =>
  counting(tenant, { invoiceId }).get()!.count;
