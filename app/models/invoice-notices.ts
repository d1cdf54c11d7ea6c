import { and, desc, eq, isNotNull, or } from "drizzle-orm";
import { charges, invoicePayments, invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { findInvoice } from "./invoices.ts";

/**
 * What a mail says of an invoice: the invoice as its page shows it, when Stripe tries again (epoch milliseconds), and
 * what was said of the last failed payment. Null where the page would show nothing.
 */
export function findInvoiceNotice(tenant: Tenant, id: string, now: number) {
  const invoice = findInvoice(tenant, id, now);
  if (!invoice) return null;
  const more = tenant.db
    .select({ nextAttemptAt: invoices.nextAttemptAt })
    .from(invoices)
    .where(mine(tenant, invoices, eq(invoices.id, id)))
    .get();
  const failure = tenant.db
    .select({ message: charges.failureMessage })
    .from(invoicePayments)
    .innerJoin(
      charges,
      and(
        eq(charges.orgId, invoicePayments.orgId),
        isNotNull(charges.failureMessage),
        or(eq(charges.id, invoicePayments.chargeId), eq(charges.paymentIntentId, invoicePayments.paymentIntentId)),
      ),
    )
    .where(mine(tenant, invoicePayments, eq(invoicePayments.invoiceId, id)))
    .orderBy(desc(charges.createdAt))
    .get();
  return { ...invoice, nextAttemptAt: more?.nextAttemptAt ?? null, failureMessage: failure?.message ?? null };
}
