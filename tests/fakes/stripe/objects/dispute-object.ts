import type { Charge, Dispute } from "../wire.ts";
import type { World } from "../world.ts";

const EVIDENCE = `access_activity_log billing_address cancellation_policy cancellation_policy_disclosure
  cancellation_rebuttal customer_communication customer_email_address customer_name
  customer_purchase_ip customer_signature duplicate_charge_documentation duplicate_charge_explanation
  duplicate_charge_id product_description receipt refund_policy refund_policy_disclosure
  refund_refusal_explanation service_date service_documentation shipping_address shipping_carrier
  shipping_date shipping_documentation shipping_tracking_number uncategorized_file uncategorized_text`.split(/\s+/);
const FEE = 2_000;
const DAYS_TO_ANSWER = 14;

type Facts = Pick<Dispute, "id" | "created" | "amount" | "reason" | "status">;

/** A dispute without evidence, complete as Stripe's type demands. */
export function bareDispute(world: World, charge: Charge, facts: Facts): Dispute {
  const brand = charge.payment_method_details?.card?.brand;
  return {
    ...facts,
    object: "dispute",
    balance_transactions: [],
    charge: charge.id,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {
      ...(Object.fromEntries(EVIDENCE.map((name) => [name, null])) as unknown as Dispute["evidence"]),
      enhanced_evidence: {},
    },
    evidence_details: {
      due_by: facts.created + DAYS_TO_ANSWER * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: facts.status.startsWith("warning_"),
    livemode: world.livemode,
    metadata: {},
    payment_intent: charge.payment_intent,
    ...(brand && {
      payment_method_details: {
        card: { brand, case_type: "chargeback", network: brand, network_reason_code: "10.4" },
        type: "card",
      },
    }),
  };
}

/** Money that the bank takes (-1) or brings back (1); what it charges for that it keeps. */
export function movement(world: World, dispute: Dispute, direction: 1 | -1): Dispute["balance_transactions"][number] {
  const amount = direction * dispute.amount;
  const fee = direction === -1 ? FEE : 0;
  return {
    id: world.id("txn"),
    object: "balance_transaction",
    amount,
    available_on: world.now(),
    balance_type: "payments",
    created: world.now(),
    currency: dispute.currency,
    description: `Chargeback ${direction === -1 ? "withdrawal" : "reversal"} for ${dispute.charge}`,
    exchange_rate: null,
    fee,
    fee_details: fee
      ? [{ amount: fee, application: null, currency: dispute.currency, description: "Dispute fee", type: "stripe_fee" }]
      : [],
    net: amount - fee,
    reporting_category: direction === -1 ? "dispute" : "dispute_reversal",
    source: dispute.id,
    status: "available",
    type: "adjustment",
  };
}
