import type { Payment, Refund } from "./payments.ts";
import type { BillingText } from "./text.ts";

const isUndone = ({ status }: Refund) => status === "failed" || status === "canceled";
const sumOf = (refunds: Refund[]) => refunds.reduce((sum, refund) => sum + (isUndone(refund) ? 0 : refund.amount), 0);

type Money = (minorUnits: number, currency: string) => string;

/**
 * What came back of a payment, is on its way or could not be delivered, each in a sentence with "{date}" in it for `at`; last
 * what Stripe tells only the sum of.
 */
export function refundSentences(payment: Payment, currency: string, { invoice }: BillingText, money: Money) {
  const told = payment.refunds.map((refund) => ({
    id: refund.id,
    sentence: sentenceFor(refund, payment.method, invoice.refund, money),
    at: refund.createdAt,
    hasFailed: refund.status === "failed",
  }));
  const untold = payment.amountRefunded - sumOf(payment.refunds);
  return { told, untold: untold > 0 ? invoice.refund.untold(money(untold, currency)) : null };
}

/** Stripe's words for a refund are open text; one that we do not know is on its way. */
function sentenceFor(
  { status, amount: minorUnits, currency }: Refund,
  method: string | null,
  refund: BillingText["invoice"]["refund"],
  money: Money,
): string {
  const amount = money(minorUnits, currency);
  if (status === "succeeded") return refund.succeeded(amount, method);
  if (status === "failed") return refund.failed(amount);
  return status === "canceled" ? refund.canceled(amount) : refund.pending(amount, method);
}
