import { text } from "../params.ts";
import { pageOf } from "../paging.ts";
import { change, changeAndRecord, record } from "../record.ts";
import { chargedMeans } from "./payment-means.ts";
import { get, lists, post, type Route } from "../routing.ts";
import type { Charge, PaymentIntent, PaymentMethod } from "../wire.ts";
import { mergedMetadata } from "../params.ts";
import { fetchFrom, type World } from "../world.ts";

const DECLINED = "Your card was declined.";

/** A charge for an intent, succeeded, declined or under way at a bank, with its event. */
export function makeCharge(
  world: World,
  intent: PaymentIntent,
  method: PaymentMethod | null,
  outcome: { declineCode?: string; isPending?: boolean; at: number },
): Charge {
  const { declineCode, isPending = false, at } = outcome;
  const id = world.id("ch");
  const charge: Charge = {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: declineCode ? 0 : intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: declineCode || isPending ? null : world.id("txn"),
    billing_details: method?.billing_details ?? { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: "STAND-IN",
    captured: !declineCode,
    created: at,
    currency: intent.currency,
    customer: intent.customer,
    description: null,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: declineCode ? "card_declined" : null,
    failure_message: declineCode ? DECLINED : null,
    fraud_details: {},
    livemode: world.livemode,
    metadata: {},
    on_behalf_of: null,
    outcome: outcomeOf(declineCode),
    paid: !declineCode && !isPending,
    payment_intent: intent.id,
    payment_method: method?.id ?? null,
    payment_method_details: chargedMeans(method, intent.amount),
    receipt_email: null,
    receipt_number: null,
    receipt_url: declineCode ? null : `${world.url}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: declineCode ? "failed" : isPending ? "pending" : "succeeded",
    transfer_data: null,
    transfer_group: null,
  };
  world.state.charges.set(id, charge);
  record(world, declineCode ? "charge.failed" : isPending ? "charge.pending" : "charge.succeeded", charge);
  return charge;
}

/** The bank sends a debit back that was under way. */
export function returnCharge(world: World, charge: Charge) {
  const words = "The customer's account has insufficient funds to cover this payment.";
  change(charge, { status: "failed", failure_code: "insufficient_funds", failure_message: words, receipt_url: null });
  record(world, "charge.failed", charge);
}

function outcomeOf(declineCode: string | undefined): Charge["outcome"] {
  return {
    advice_code: declineCode ? "try_again_later" : null,
    network_advice_code: null,
    network_decline_code: declineCode ? "05" : null,
    network_status: declineCode ? "declined_by_network" : "approved_by_network",
    reason: declineCode ?? null,
    risk_level: "normal",
    risk_score: 20,
    seller_message: declineCode
      ? "The bank did not return any further details with this decline."
      : "Payment complete.",
    type: declineCode ? "issuer_declined" : "authorized",
  };
}

export const charges: Route[] = [
  lists("/v1/charges", ["customer", "payment_intent", "created"], ({ world, params }) =>
    pageOf(world.state.charges, params, "/v1/charges"),
  ),
  get("/v1/charges/:id", ({ world, id }) => fetchFrom(world.state.charges, "charge", id)),
  post("/v1/charges/:id", ["description", "metadata", "receipt_email"], ({ world, params, id }) => {
    const charge = fetchFrom(world.state.charges, "charge", id);
    return changeAndRecord(world, "charge.updated", charge, {
      description: text(params.description),
      receipt_email: text(params.receipt_email),
      metadata: mergedMetadata(charge.metadata, params.metadata),
    });
  }),
];
