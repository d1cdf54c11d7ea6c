import { and, asc, eq } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { invoicePdfs, invoices } from "#db/schema/billing.ts";
import { products, subscriptionItems } from "#db/schema/subscriptions.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { listCreditNotes } from "./credit-notes.ts";
import { countInvoiceLines, listInvoiceLines } from "./invoice-lines.ts";
import { readPapers } from "./invoice-documents.ts";
import { sumsOf } from "./invoice-sums.ts";
import { visible, summary, withStatus } from "./invoices.ts";
import { findLatestAttempt, listPayments } from "./payments.ts";

const finding = preparedFor((tenant: Tenant, { id }: { id: string }) =>
  tenant.db
    .select({
      ...summary(tenant),
      subtotal: invoices.subtotal,
      totalDiscount: invoices.totalDiscount,
      totalTax: invoices.totalTax,
      taxes: invoices.taxes,
      startingBalance: invoices.startingBalance,
      preCredits: invoices.preCredits,
      amountDue: invoices.amountDue,
      amountOverpaid: invoices.amountOverpaid,
      nextAttemptAt: invoices.nextAttemptAt,
      description: invoices.description,
      subscriptionId: invoices.subscriptionId,
      raw: invoices.raw,
    })
    .from(invoices)
    .leftJoin(invoicePdfs, and(eq(invoicePdfs.orgId, invoices.orgId), eq(invoicePdfs.invoiceId, invoices.id)))
    .where(mine(tenant, invoices, visible, eq(invoices.id, id))),
);

/**
 * One invoice, or null: never was, not the organization's, a draft, or deleted. Amounts are minor units of its currency,
 * times epoch milliseconds.
 */
export function findInvoice(tenant: Tenant, id: string, now: number) {
  const found = finding(tenant, { id }).get();
  if (!found) return null;
  const { raw, ...row } = found;
  return { ...withStatus(now)(row), papers: readPapers(raw) };
}

export type Invoice = NonNullable<ReturnType<typeof findInvoice>>;

/** An invoice with everything that its page shows: all lines, or the first; what was paid, came back and was tried. */
export function findInvoiceSheets(tenant: Tenant, id: string, now: number, { allLines = false } = {}) {
  const invoice = findInvoice(tenant, id, now);
  if (!invoice) return null;
  const { subscriptionId } = invoice;
  return {
    ...invoice,
    sums: sumsOf(invoice),
    lines: listInvoiceLines(tenant, id, { all: allLines }),
    lineCount: countInvoiceLines(tenant, id),
    payments: listPayments(tenant, invoice),
    attempt: invoice.payable ? findLatestAttempt(tenant, id) : null,
    creditNotes: listCreditNotes(tenant, id),
    subscription: subscriptionId
      ? {
          products: productsOf(tenant, { subscriptionId })
            .all()
            .map(({ name }) => name),
        }
      : null,
  };
}

export type InvoiceDetail = NonNullable<ReturnType<typeof findInvoiceSheets>>;

/** A payment of this invoice with its refunds, or null: not paid, another invoice's, or never was. */
export function findReceipt(tenant: Tenant, invoiceId: string, paymentId: string, now: number) {
  const invoice = findInvoice(tenant, invoiceId, now);
  const payment = invoice && listPayments(tenant, invoice).find(({ id }) => id === paymentId);
  return payment ? { invoice, payment } : null;
}

const productsOf = preparedFor((tenant: Tenant, { subscriptionId }: { subscriptionId: string }) =>
  tenant.db
    .select({ name: products.name })
    .from(subscriptionItems)
    .innerJoin(products, eq(products.id, subscriptionItems.productId))
    .where(mine(tenant, subscriptionItems, eq(subscriptionItems.subscriptionId, subscriptionId)))
    .orderBy(asc(subscriptionItems.position)),
);
