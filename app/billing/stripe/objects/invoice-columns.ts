import { z } from "zod";
import { idOrNull, timestamp, timestampOrNull, integer, integerOrZero, text, textOrNull } from "../field-schemas.ts";

const amounts = z
  .array(z.object({ amount: integer }))
  .nullish()
  .transform((parts) => (parts ?? []).reduce((sum, { amount }) => sum + amount, 0));

/** Stripe names a rate by its id only; what it was, in percent, follows from the two amounts where it comes out plain. */
const taxes = z
  .array(z.object({ amount: integer, taxable_amount: integer.nullish(), tax_behavior: textOrNull }))
  .nullish()
  .transform((all) =>
    (all ?? []).map(({ amount, taxable_amount: taxable, tax_behavior: behavior }) => ({
      amount,
      taxableAmount: taxable ?? null,
      inclusive: behavior === "inclusive",
      percent: percentOf(amount, taxable),
    })),
  );

/** The rate with the fewest decimals that makes exactly this amount; null where no rate of one decimal does. */
function percentOf(amount: number, taxable: number | null | undefined): string | null {
  if (!taxable || amount <= 0) return null;
  for (const digits of [0, 1]) {
    const percent = Number(((100 * amount) / taxable).toFixed(digits));
    if (Math.round((taxable * percent) / 100) === amount && taxable >= 1_000) return String(percent);
  }
  return null;
}

/** What is used of an invoice (https://docs.stripe.com/api/invoices/object), in minor units and epoch milliseconds. */
export const invoiceShape = z.object({
  id: text,
  customer: idOrNull,
  number: textOrNull,
  status: textOrNull,
  currency: text,
  collection_method: textOrNull,
  billing_reason: textOrNull,
  description: textOrNull,
  customer_name: textOrNull,
  subtotal: integer,
  total: integer,
  total_discount_amounts: amounts,
  total_taxes: taxes,
  amount_due: integer,
  amount_paid: integer,
  amount_remaining: integer,
  amount_overpaid: integerOrZero,
  starting_balance: integerOrZero,
  ending_balance: integer.nullish(),
  pre_payment_credit_notes_amount: integerOrZero,
  post_payment_credit_notes_amount: integerOrZero,
  attempt_count: integerOrZero,
  created: timestamp,
  effective_at: timestampOrNull,
  due_date: timestampOrNull,
  next_payment_attempt: timestampOrNull,
  status_transitions: z.object({ finalized_at: timestampOrNull, paid_at: timestampOrNull }),
  parent: z.object({ subscription_details: z.object({ subscription: idOrNull }).nullish() }).nullish(),
  hosted_invoice_url: textOrNull,
  invoice_pdf: textOrNull,
});

/** An invoice's row, without its owner. */
export function invoiceColumns(fields: z.infer<typeof invoiceShape>) {
  const { finalized_at: finalizedAt, paid_at: paidAt } = fields.status_transitions;
  return {
    id: fields.id,
    number: fields.number,
    status: fields.status ?? "draft",
    currency: fields.currency,
    collectionMethod: fields.collection_method,
    billingReason: fields.billing_reason,
    description: fields.description,
    customerName: fields.customer_name,
    subtotal: fields.subtotal,
    total: fields.total,
    totalDiscount: fields.total_discount_amounts,
    totalTax: fields.total_taxes.reduce((sum, { amount }) => sum + amount, 0),
    taxes: fields.total_taxes,
    amountDue: fields.amount_due,
    amountPaid: fields.amount_paid,
    amountRemaining: fields.amount_remaining,
    amountOverpaid: fields.amount_overpaid,
    startingBalance: fields.starting_balance,
    preCredits: fields.pre_payment_credit_notes_amount,
    postCredits: fields.post_payment_credit_notes_amount,
    attemptCount: fields.attempt_count,
    issuedAt: fields.effective_at ?? finalizedAt ?? fields.created,
    dueAt: fields.due_date,
    finalizedAt,
    paidAt,
    nextAttemptAt: fields.next_payment_attempt,
    subscriptionId: fields.parent?.subscription_details?.subscription ?? null,
    hostedUrl: fields.hosted_invoice_url,
    pdfUrl: fields.invoice_pdf,
  };
}
