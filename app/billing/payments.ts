import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
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
  const paid = paymentsOf(tenant, { invoiceId: invoice.id })
    .all()
    .filter(({ status }) => status === "paid");
  const taken = listCharges(tenant, paid).filter(({ status }) => status === "succeeded");
  const chargeIds = taken.map(({ id }) => id);
  const [allRefunds, allDisputes] = chargeIds.length
    ? [refundsOf(tenant, { chargeIds }).all(), disputesOf(tenant, { chargeIds }).all()]
    : [[], []];
  const payments = paid.map((payment) => {
    const charge = taken.find((one) => isOf(one, payment));
    return {
      id: payment.id,
      amount: payment.amountPaid ?? 0,
      paidAt: payment.paidAt,
      method: charge?.method ?? null,
      /** Stripe's own receipt, where it has one. */
      receiptUrl: charge?.receiptUrl ?? null,
      isOutside: payment.chargeId === null && payment.paymentIntentId === null,
      amountRefunded: charge?.amountRefunded ?? 0,
      refunds: allRefunds.filter(({ chargeId }) => chargeId === charge?.id),
      disputes: allDisputes.filter(({ chargeId }) => chargeId === charge?.id),
    };
  });
  const known = payments.reduce((sum, { amount }) => sum + amount, 0);
  const amount = Math.min(invoice.papers.paidOutside, invoice.amountPaid - known);
  if (amount <= 0) return payments;
  const none = { method: null, receiptUrl: null, amountRefunded: 0, refunds: [], disputes: [] };
  return [...payments, { ...none, id: outside, amount, paidAt: invoice.paidAt, isOutside: true }];
}

export type Payment = ReturnType<typeof listPayments>[number];
export type Refund = Payment["refunds"][number];
export type Dispute = Payment["disputes"][number];

/** The try to pay an invoice that is still under way, else the newest, whatever became of it (Stripe's word), or null. */
export function findLatestAttempt(tenant: Tenant, invoiceId: string) {
  const tries = listCharges(tenant, paymentsOf(tenant, { invoiceId }).all());
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

const paymentsOf = preparedFor((tenant: Tenant, { invoiceId }: { invoiceId: string }) =>
  tenant.db
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
    .orderBy(asc(invoicePayments.paidAt), asc(invoicePayments.id)),
);

const chargesBy = preparedFor((tenant: Tenant, { ids }: { ids: string[] }, by: "id" | "paymentIntentId") =>
  tenant.db
    .select({
      id: charges.id,
      paymentIntentId: charges.paymentIntentId,
      status: charges.status,
      amount: charges.amount,
      amountRefunded: charges.amountRefunded,
      method: charges.methodLabel,
      receiptUrl: charges.receiptUrl,
      failureMessage: charges.failureMessage,
      at: charges.createdAt,
    })
    .from(charges)
    .where(mine(tenant, charges, inArray(charges[by], ids), isNull(charges.deletedAt))),
);

/** By charge and by intent, each with an index of its own; with an OR, SQLite would read all the organization's. */
function listCharges(tenant: Tenant, payments: Tie[]) {
  const find = (given: (string | null)[], by: "id" | "paymentIntentId") => {
    const ids = given.filter((id) => id !== null);
    return ids.length ? chargesBy(tenant, { ids }, by).all() : [];
  };
  const found = [
    ...find(
      payments.map(({ chargeId }) => chargeId),
      "id",
    ),
    ...find(
      payments.map(({ paymentIntentId }) => paymentIntentId),
      "paymentIntentId",
    ),
  ];
  return [...new Map(found.map((charge) => [charge.id, charge])).values()];
}

const refundsOf = preparedFor((tenant: Tenant, { chargeIds }: { chargeIds: string[] }) => {
  const { id, chargeId, status, currency, amount, createdAt } = refunds;
  return tenant.db
    .select({ id, chargeId, status, currency, amount, createdAt })
    .from(refunds)
    .where(mine(tenant, refunds, and(inArray(chargeId, chargeIds), isNull(refunds.deletedAt))))
    .orderBy(asc(createdAt), asc(id));
});

const disputesOf = preparedFor((tenant: Tenant, { chargeIds }: { chargeIds: string[] }) => {
  const { id, chargeId, status, currency, amount, createdAt } = disputes;
  return tenant.db
    .select({ id, chargeId, status, currency, amount, createdAt })
    .from(disputes)
    .where(mine(tenant, disputes, and(inArray(chargeId, chargeIds), isNull(disputes.deletedAt))))
    .orderBy(asc(createdAt), asc(id));
});
