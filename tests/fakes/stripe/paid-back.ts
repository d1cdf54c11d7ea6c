import { moveBalance } from "./objects/balance-transactions.ts";
import { chargeOf } from "./objects/invoice-payments.ts";
import { invalid } from "./failure.ts";
import { int, isRecord, list, need, type Params } from "./params.ts";
import { createRefund } from "./objects/refunds.ts";
import type { CreditNote, Invoice } from "./wire.ts";
import { fetchFrom, type World } from "./world.ts";

export type PaidBack = { refunds: CreditNote["refunds"]; transaction: string | null; elsewhere: number | null };

/** Gives back what a credit note takes from a payment: to the card, to the customer's balance, or elsewhere. */
export function creditedBack(
  world: World,
  invoice: Invoice,
  params: Params,
  note: CreditNote,
  amount: number,
): PaidBack {
  const linked = list(params.refunds).map((one) => linkedRefund(world, isRecord(one) ? one : {}));
  const charge = chargeOf(world, invoice);
  const credit = int(params.credit_amount, "credit_amount") ?? 0;
  const refund = int(params.refund_amount, "refund_amount") ?? 0;
  const elsewhere = int(params.out_of_band_amount, "out_of_band_amount") ?? 0;
  const given = credit + refund + elsewhere + linked.reduce((sum, one) => sum + one.amount_refunded, 0);
  if (given !== amount) {
    throw invalid(
      `The sum of credit amount, refund amount and out of band amount (${given}) must equal the post-payment amount (${amount}).`,
    );
  }
  if (refund > 0 && !charge) throw invalid("The invoice has no payment to refund.", { param: "refund_amount" });
  const made = refund > 0 ? [asLinked(createRefund(world, { charge: charge!.id, amount: refund }).id, refund)] : [];
  return {
    refunds: [...linked, ...made],
    transaction: credit > 0 ? credited(world, note, credit).id : null,
    elsewhere: elsewhere || null,
  };
}

function linkedRefund(world: World, input: Params) {
  const refund = fetchFrom(world.state.refunds, "refund", need(input.refund, "refunds"), "refunds");
  return asLinked(refund.id, int(input.amount_refunded, "refunds") ?? refund.amount);
}

function asLinked(refund: string, amount: number): CreditNote["refunds"][number] {
  return { amount_refunded: amount, payment_record_refund: null, refund, type: "refund" };
}

function credited(world: World, note: CreditNote, credit: number) {
  const customer = fetchFrom(world.state.customers, "customer", note.customer, "customer");
  const { id: credit_note, invoice, created } = note;
  return moveBalance(world, customer, { amount: -credit, type: "credit_note", credit_note, invoice, created });
}
