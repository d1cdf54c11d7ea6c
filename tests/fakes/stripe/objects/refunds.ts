import { failure, invalid } from "../failure.ts";
import { int, mergedMetadata, text, type Params } from "../params.ts";
import { pageOf } from "../paging.ts";
import { change, changeAndRecord, record } from "../record.ts";
import { get, lists, post, type Route } from "../routing.ts";
import type { Charge, Metadata, Refund } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

export type RefundInput = {
  charge?: string;
  payment_intent?: string;
  amount?: number;
  reason?: string;
  metadata?: Metadata;
  /** For seeding only: `pending` waits for `completeRefund` or `failRefund`. */
  status?: "succeeded" | "pending";
  id?: string;
  created?: number;
};

/** Gives money back, whole or in part, in minor units. */
export function createRefund(world: World, input: RefundInput): Refund {
  const params = input as Params;
  const charge = chargeOf(world, params);
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = int(params.amount) ?? left;
  if (left === 0) throw alreadyRefunded(charge);
  if (amount > left)
    throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: "amount",
    });
  const refund: Refund = {
    id: input.id ?? world.id("re"),
    object: "refund",
    amount,
    balance_transaction: world.id("txn"),
    charge: charge.id,
    created: input.created ?? world.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { card: { reference_status: "pending", type: "refund" }, type: "card" },
    metadata: mergedMetadata({}, params.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: text(params.reason) ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: input.status ?? "succeeded",
    transfer_reversal: null,
  };
  world.state.refunds.set(refund.id, refund);
  applyTo(world, charge, amount);
  record(world, "refund.created", refund);
  record(world, "charge.refunded", charge);
  return refund;
}

export function completeRefund(world: World, id: string): Refund {
  const refund = fetchFrom(world.state.refunds, "refund", id);
  return changeAndRecord(world, "refund.updated", refund, { status: "succeeded" });
}

/** A refund that the bank sends back: the charge has the money again. */
export function failRefund(world: World, id: string, reason = "lost_or_stolen_card"): Refund {
  const refund = fetchFrom(world.state.refunds, "refund", id);
  const previous = change(refund, {
    status: "failed",
    failure_reason: reason,
    failure_balance_transaction: world.id("txn"),
  });
  applyTo(world, fetchFrom(world.state.charges, "charge", refund.charge!), -refund.amount);
  record(world, "refund.updated", refund, previous);
  record(world, "refund.failed", refund);
  record(world, "charge.refund.updated", refund, previous);
  return refund;
}

function applyTo(world: World, charge: Charge, amount: number) {
  const refunded = charge.amount_refunded + amount;
  changeAndRecord(world, "charge.updated", charge, {
    amount_refunded: refunded,
    refunded: refunded === charge.amount_captured,
  });
}

function chargeOf(world: World, params: Params): Charge {
  const intent = text(params.payment_intent);
  const id =
    text(params.charge) ??
    (intent && fetchFrom(world.state.paymentIntents, "payment_intent", intent, "payment_intent").latest_charge);
  if (!id) throw invalid("One of the following params should be provided for this request: payment_intent or charge.");
  return fetchFrom(world.state.charges, "charge", id, "charge");
}

function alreadyRefunded(charge: Charge) {
  return failure(400, {
    type: "invalid_request_error",
    code: "charge_already_refunded",
    message: `Charge ${charge.id} has already been refunded.`,
  });
}

export const refunds: Route[] = [
  lists("/v1/refunds", ["charge", "payment_intent", "created"], ({ world, params }) =>
    pageOf(world.state.refunds, params, "/v1/refunds"),
  ),
  post("/v1/refunds", ["charge", "payment_intent", "amount", "reason", "metadata"], ({ world, params }) =>
    createRefund(world, params as RefundInput),
  ),
  get("/v1/refunds/:id", ({ world, id }) => fetchFrom(world.state.refunds, "refund", id)),
  post("/v1/refunds/:id", ["metadata"], ({ world, params, id }) => {
    const refund = fetchFrom(world.state.refunds, "refund", id);
    return changeAndRecord(world, "refund.updated", refund, {
      metadata: mergedMetadata(refund.metadata ?? {}, params.metadata),
    });
  }),
];
