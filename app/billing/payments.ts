import { and, asc, eq, inArray, isNull, type SQL } from "drizzle-orm";
import { charges, disputes, invoicePayments, refunds } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";

/** Stands for what was paid of an invoice without any payment that Stripe knows of. */
export const outside = "outside";

type PaidInvoice = { id: string; amountPaid: number; paidAt: number | null; papers: { paidOutside: number } };

/**
 * What was paid of an invoice, oldest first, each payment with its refunds and what the bank asked about it. Amounts are
 * minor units of the invoice's currency, times epoch milliseconds.
 */
export function listPayments(tenant: Tenant, invoice: PaidInvoice) {
  const paid = paymentsOf(tenant, invoice.id).filter(({ status }) => status === "paid");
  const taken = listCharges(tenant, paid).filter(({ status }) => status === "succeeded");
  const ids = taken.map(({ id }) => id);
  const allRefunds = listRefunds(tenant, ids);
  const allDisputes = listDisputes(tenant, ids);
  const payments = paid.map((payment) => {
    const charge = taken.find((one) => isOf(one, payment));
    return {
      id: payment.id,
      amount: payment.amountPaid ?? 0,
      paidAt: payment.paidAt,
      method: charge?.method ?? null,
      isOutside: payment.chargeId === null && payment.paymentIntentId === null,
      amountRefunded: charge?.amountRefunded ?? 0,
      refunds: allRefunds.filter(({ chargeId }) => chargeId === charge?.id),
      disputes: allDisputes.filter(({ chargeId }) => chargeId === charge?.id),
    };
  });
  const known = payments.reduce((sum, { amount }) => sum + amount, 0);
  const amount = Math.min(invoice.papers.paidOutside, invoice.amountPaid - known);
  if (amount <= 0) return payments;
  const rest = { id: outside, amount, paidAt: invoice.paidAt, method: null, isOutside: true, amountRefunded: 0 };
  return [...payments, { ...rest, refunds: [], disputes: [] }];
}

export type Payment = ReturnType<typeof listPayments>[number];
export type Refund = Payment["refunds"][number];
export type Dispute = Payment["disputes"][number];

/** The try to pay an invoice that is still under way, else the newest, whatever became of it (Stripe's word), or null. */
export function findLatestAttempt(tenant: Tenant, invoiceId: string) {
  const tries = listCharges(tenant, paymentsOf(tenant, invoiceId));
  const pending = tries.filter(({ status }) => status === "pending");
  return (pending.length ? pending : tries).sort((a, b) => b.at - a.at || b.id.localeCompare(a.id))[0] ?? null;
}

/** The charge that took a payment's money, or null while it is not here. */
export function findTaken(tenant: Tenant, payment: Tie) {
  return listCharges(tenant, [payment]).find(({ status }) => status === "succeeded") ?? null;
}

type Tie = { chargeId: string | null; paymentIntentId: string | null };

const isOf = (charge: { id: string; paymentIntentId: string | null }, { chargeId, paymentIntentId }: Tie) =>
  charge.id === chargeId || (charge.paymentIntentId !== null && charge.paymentIntentId === paymentIntentId);

function paymentsOf(tenant: Tenant, invoiceId: string) {
  return tenant.db
    .select({
      id: invoicePayments.id,
      status: invoicePayments.status,
      amountPaid: invoicePayments.amountPaid,
      paidAt: invoicePayments.paidAt,
      chargeId: invoicePayments.chargeId,
      paymentIntentId: invoicePayments.paymentIntentId,
    })
    .from(invoicePayments)
    .where(mine(tenant, invoicePayments, eq(invoicePayments.invoiceId, invoiceId), isNull(invoicePayments.deletedAt)))
    .orderBy(asc(invoicePayments.paidAt), asc(invoicePayments.id))
    .all();
}

/** By charge and by intent, each with an index of its own; with an OR, SQLite would read all the organization's. */
function listCharges(tenant: Tenant, payments: Tie[]) {
  const find = (which: SQL) =>
    tenant.db
      .select({
        id: charges.id,
        paymentIntentId: charges.paymentIntentId,
        status: charges.status,
        amount: charges.amount,
        amountRefunded: charges.amountRefunded,
        method: charges.methodLabel,
        failureMessage: charges.failureMessage,
        at: charges.createdAt,
      })
      .from(charges)
      .where(mine(tenant, charges, which, isNull(charges.deletedAt)))
      .all();
  const given = (ids: (string | null)[]) => ids.filter((id) => id !== null);
  const found = [
    ...find(inArray(charges.id, given(payments.map(({ chargeId }) => chargeId)))),
    ...find(inArray(charges.paymentIntentId, given(payments.map(({ paymentIntentId }) => paymentIntentId)))),
  ];
  return [...new Map(found.map((charge) => [charge.id, charge])).values()];
}

function listRefunds(tenant: Tenant, chargeIds: string[]) {
  const { id, chargeId, status, currency, amount, createdAt } = refunds;
  return tenant.db
    .select({ id, chargeId, status, currency, amount, createdAt })
    .from(refunds)
    .where(mine(tenant, refunds, and(inArray(chargeId, chargeIds), isNull(refunds.deletedAt))))
    .orderBy(asc(createdAt), asc(id))
    .all();
}

function listDisputes(tenant: Tenant, chargeIds: string[]) {
  const { id, chargeId, status, currency, amount, createdAt } = disputes;
  return tenant.db
    .select({ id, chargeId, status, currency, amount, createdAt })
    .from(disputes)
    .where(mine(tenant, disputes, and(inArray(chargeId, chargeIds), isNull(disputes.deletedAt))))
    .orderBy(asc(createdAt), asc(id))
    .all();
}
