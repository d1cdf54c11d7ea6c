import { z } from "zod";
import { idOrNull, time, timeOrNull, whole, wholeOrNone, words, wordsOrNull } from "../field-schemas.ts";

const amounts = z
  .array(z.object({ amount: whole }))
  .nullish()
  .transform((parts) => (parts ?? []).reduce((sum, { amount }) => sum + amount, 0));

/** Stripe names a rate by its id only; what it was, in percent, follows from the two amounts where it comes out plain. */
const taxes = z
  .array(z.object({ amount: whole, taxable_amount: whole.nullish(), tax_behavior: wordsOrNull }))
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
  id: words,
  customer: idOrNull,
  number: wordsOrNull,
  status: wordsOrNull,
  currency: words,
  collection_method: wordsOrNull,
  billing_reason: wordsOrNull,
  description: wordsOrNull,
  subtotal: whole,
  total: whole,
  total_discount_amounts: amounts,
  total_taxes: taxes,
  amount_due: whole,
  amount_paid: whole,
  amount_remaining: whole,
  amount_overpaid: wholeOrNone,
  starting_balance: wholeOrNone,
  pre_payment_credit_notes_amount: wholeOrNone,
  post_payment_credit_notes_amount: wholeOrNone,
  attempt_count: wholeOrNone,
  created: time,
  effective_at: timeOrNull,
  due_date: timeOrNull,
  next_payment_attempt: timeOrNull,
  status_transitions: z.object({ finalized_at: timeOrNull, paid_at: timeOrNull }),
  parent: z.object({ subscription_details: z.object({ subscription: idOrNull }).nullish() }).nullish(),
  hosted_invoice_url: wordsOrNull,
  invoice_pdf: wordsOrNull,
});

/** An invoice's row, without its owner. */
export function invoiceColumns(said: z.infer<typeof invoiceShape>) {
  const { finalized_at: finalizedAt, paid_at: paidAt } = said.status_transitions;
  return {
    id: said.id,
    number: said.number,
    status: said.status ?? "draft",
    currency: said.currency,
    collectionMethod: said.collection_method,
    billingReason: said.billing_reason,
    description: said.description,
    subtotal: said.subtotal,
    total: said.total,
    totalDiscount: said.total_discount_amounts,
    totalTax: said.total_taxes.reduce((sum, { amount }) => sum + amount, 0),
    taxes: said.total_taxes,
    amountDue: said.amount_due,
    amountPaid: said.amount_paid,
    amountRemaining: said.amount_remaining,
    amountOverpaid: said.amount_overpaid,
    startingBalance: said.starting_balance,
    preCredits: said.pre_payment_credit_notes_amount,
    postCredits: said.post_payment_credit_notes_amount,
    attemptCount: said.attempt_count,
    issuedAt: said.effective_at ?? finalizedAt ?? said.created,
    dueAt: said.due_date,
    finalizedAt,
    paidAt,
    nextAttemptAt: said.next_payment_attempt,
    subscriptionId: said.parent?.subscription_details?.subscription ?? null,
    hostedUrl: said.hosted_invoice_url,
    pdfUrl: said.invoice_pdf,
  };
}
