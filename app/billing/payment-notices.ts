import { eq, isNull, sql } from "drizzle-orm";
import { invoicePayments, invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { findTaken } from "./payments.ts";

/** A payment as its receipt tells of it: minor units, epoch milliseconds. */
export type PaymentNotice = {
  amount: number;
  paidAt: number;
  method: string | null;
  /** Paid past Stripe, such as by a transfer to the company's own account. */
  isOutside: boolean;
  /** Stripe took it, but its charge is not here yet. */
  isChargeMissing: boolean;
};

/** A payment of an invoice; null where it is none any more. Without an id: what was paid of the invoice past Stripe. */
export function findPaymentNotice(tenant: Tenant, invoiceId: string, paymentId: string | null): PaymentNotice | null {
  return paymentId === null ? findOutside(tenant, invoiceId) : findPayment(tenant, invoiceId, paymentId);
}

function findPayment(tenant: Tenant, invoiceId: string, id: string): PaymentNotice | null {
  const payment = tenant.db
    .select()
    .from(invoicePayments)
    .where(
      mine(
        tenant,
        invoicePayments,
        eq(invoicePayments.id, id),
        eq(invoicePayments.invoiceId, invoiceId),
        eq(invoicePayments.status, "paid"),
        isNull(invoicePayments.deletedAt),
      ),
    )
    .get();
  if (!payment) return null;
  const { chargeId, paymentIntentId } = payment;
  const isOutside = chargeId === null && paymentIntentId === null;
  const charge = isOutside ? null : findTaken(tenant, payment);
  return {
    amount: payment.amountPaid ?? payment.amountRequested,
    paidAt: payment.paidAt ?? payment.createdAt,
    method: charge?.method ?? null,
    isOutside,
    isChargeMissing: !isOutside && !charge,
  };
}

function findOutside(tenant: Tenant, invoiceId: string): PaymentNotice | null {
  const invoice = tenant.db
    .select({
      amount: sql<number | null>`json_extract(${invoices.raw}, '$.amount_paid_off_stripe')`,
      paidAt: invoices.paidAt,
    })
    .from(invoices)
    .where(mine(tenant, invoices, eq(invoices.id, invoiceId), eq(invoices.status, "paid")))
    .get();
  if (!invoice?.amount || invoice.paidAt === null) return null;
  return { amount: invoice.amount, paidAt: invoice.paidAt, method: null, isOutside: true, isChargeMissing: false };
}
