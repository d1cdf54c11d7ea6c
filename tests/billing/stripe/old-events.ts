type Fields = Record<string, unknown>;
type Generation = "early" | "middle" | "late";

/** API versions in which an envelope or an object changed its shape; the first still names a request by its id alone. */
const versions: readonly [string, Generation][] = [
  ["2017-02-14", "early"],
  ["2017-08-15", "early"],
  ["2020-03-02", "middle"],
  ["2022-11-15", "middle"],
  ["2025-03-31.basil", "late"],
  ["2026-10-28.endive", "late"],
];

const listOf = (...data: Fields[]) => ({
  object: "list",
  data,
  has_more: false,
  total_count: data.length,
  url: "/v1/x",
});
const period = { current_period_start: 1_480_000_000, current_period_end: 1_482_600_000 };
const plan = { id: "gold", object: "plan", amount: 900, currency: "eur", interval: "month", interval_count: 1 };
const card = { brand: "Visa", last4: "4242", exp_month: 4, exp_year: 2031, country: "SE", funding: "credit" };
const address = { city: "Umeå", country: "SE", line1: "Storgatan 1", line2: null, postal_code: "903 26", state: null };
const basis = {
  currency: "eur",
  customer: "cus_old",
  livemode: false,
  metadata: { order: "7" },
  created: 1_480_000_000,
};

/** Objects as they were, each with what its time had and others did not. */
const objects: Record<string, Record<Generation, Fields>> = {
  customer: {
    early: {
      account_balance: -300,
      business_vat_id: "SE556000000001",
      default_source: "card_old",
      sources: listOf({ id: "card_old", object: "card", ...card }),
      subscriptions: listOf(),
    },
    middle: {
      balance: -300,
      address,
      invoice_prefix: "OLD",
      invoice_settings: { custom_fields: null, default_payment_method: "pm_old", footer: null },
      tax_ids: listOf(),
    },
    late: { balance: -300, address, business_name: "Otto AB", customer_account: null, tax_exempt: "none" },
  },
  subscription: {
    early: { ...period, billing: "charge_automatically", plan, quantity: 3, status: "active", tax_percent: 25 },
    middle: {
      ...period,
      collection_method: "send_invoice",
      days_until_due: 30,
      items: listOf({ id: "si_old", object: "subscription_item", price: "price_old", quantity: 3 }),
      plan: null,
      status: "past_due",
    },
    late: {
      billing_mode: { type: "flexible" },
      items: listOf({ id: "si_old", object: "subscription_item", ...period, price: "price_old", quantity: 3 }),
      status: "paused",
    },
  },
  invoice: {
    early: {
      amount_due: 2_500,
      billing: "charge_automatically",
      charge: "ch_old",
      closed: true,
      date: 1_480_000_000,
      forgiven: false,
      lines: listOf({ id: "sub_old", object: "line_item", amount: 2_500, plan, proration: false }),
      paid: true,
      subscription: "sub_old",
    },
    middle: {
      amount_due: 2_500,
      amount_paid: 2_500,
      amount_remaining: 0,
      lines: listOf({ id: "il_old", object: "line_item", amount: 2_500, price: { id: "price_old" } }),
      paid: true,
      payment_intent: "pi_old",
      status: "paid",
      subscription: "sub_old",
    },
    late: {
      amount_due: 2_500,
      amount_overpaid: 0,
      parent: { type: "subscription_details", subscription_details: { subscription: "sub_old", metadata: {} } },
      payments: listOf({ id: "inpay_old", object: "invoice_payment", amount_paid: 2_500, status: "paid" }),
      status: "paid",
      total_taxes: [],
    },
  },
  charge: {
    early: {
      amount: 2_500,
      invoice: "in_old",
      paid: true,
      refunds: listOf({ id: "re_old", object: "refund", amount: 500, charge: "ch_old" }),
      source: { id: "card_old", object: "card", ...card },
      status: "succeeded",
    },
    middle: {
      amount: 2_500,
      billing_details: { address, email: "otto@old.example", name: "Otto", phone: null },
      invoice: "in_old",
      paid: true,
      payment_method_details: { type: "card", card },
      status: "succeeded",
    },
    late: { amount: 2_500, paid: true, payment_intent: "pi_old", payment_method: "pm_old", status: "succeeded" },
  },
  refund: {
    early: { amount: 500, charge: "ch_old", reason: "requested_by_customer", status: "succeeded" },
    middle: { amount: 500, charge: "ch_old", payment_intent: "pi_old", status: "pending" },
    late: { amount: 500, charge: "ch_old", destination_details: { type: "card" }, status: "failed" },
  },
  dispute: {
    early: { amount: 2_500, charge: "ch_old", evidence_details: { due_by: 1_481_000_000 }, status: "needs_response" },
    middle: { amount: 2_500, charge: "ch_old", payment_intent: "pi_old", reason: "fraudulent", status: "under_review" },
    late: { amount: 2_500, charge: "ch_old", enhanced_eligibility_types: [], status: "lost" },
  },
  credit_note: {
    early: { amount: 100, invoice: "in_old", number: "OLD-1-CN-01", status: "issued", type: "pre_payment" },
    middle: { amount: 100, invoice: "in_old", lines: listOf(), tax_amounts: [], status: "issued" },
    late: { amount: 100, invoice: "in_old", refunds: [], total_taxes: [], status: "void" },
  },
  tax_id: {
    early: { country: "SE", type: "eu_vat", value: "SE556000000001", verification: { status: "pending" } },
    middle: { country: "SE", type: "eu_vat", value: "SE556000000001", verification: { status: "verified" } },
    late: { owner: { type: "customer", customer: "cus_old" }, type: "eu_vat", value: "SE556000000001" },
  },
  payment_method: {
    early: { type: "card", card },
    middle: { type: "card", card: { ...card, networks: { available: ["visa"], preferred: null } } },
    late: { type: "link", link: { email: "otto@old.example" }, allow_redisplay: "always" },
  },
  invoice_payment: {
    early: { amount_paid: 2_500, invoice: "in_old", status: "paid" },
    middle: { amount_paid: 2_500, invoice: "in_old", payment: { type: "charge", charge: "ch_old" }, status: "paid" },
    late: { amount_paid: 2_500, invoice: "in_old", payment: { type: "payment_intent", payment_intent: "pi_old" } },
  },
  product: {
    early: { name: "Gold", attributes: ["size"], type: "service", active: true },
    middle: { name: "Gold", images: [], type: "service", active: true },
    late: { name: "Gold", default_price: "price_old", marketing_features: [], active: true },
  },
  price: {
    early: { product: "prod_old", unit_amount: 900, type: "recurring" },
    middle: { product: "prod_old", unit_amount: 900, unit_amount_decimal: "900", type: "recurring" },
    late: { product: "prod_old", unit_amount: null, unit_amount_decimal: "0.5", type: "recurring" },
  },
};

/** What a company's account tells of that is none of the portal's business; the last has no id. */
const others: readonly [type: string, object: Fields][] = [
  ["account.updated", { id: "acct_old", object: "account", type: "express", charges_enabled: true }],
  ["checkout.session.completed", { id: "cs_old", object: "checkout.session", mode: "payment", payment_status: "paid" }],
  ["payment_intent.succeeded", { id: "pi_old", object: "payment_intent", amount: 2_500, status: "succeeded" }],
  ["setup_intent.setup_failed", { id: "seti_old", object: "setup_intent", status: "requires_payment_method" }],
  ["subscription_schedule.released", { id: "sub_sched_old", object: "subscription_schedule", phases: [] }],
  ["plan.deleted", { ...plan, deleted: true }],
  ["review.opened", { id: "prv_old", object: "review", open: true, reason: "rule" }],
  ["radar.early_fraud_warning.created", { id: "issfr_old", object: "radar.early_fraud_warning", actionable: true }],
  ["invoice.upcoming", { object: "invoice", customer: "cus_old", amount_due: 900, lines: listOf() }],
];

export type Example = { name: string; event: Fields };

/** Events of each of these types in each of those versions, about objects that Stripe does not have any more. */
export function oldEvents(types: readonly string[]): Example[] {
  return versions.flatMap(([version, generation]) => [
    ...types.map((type) => example(version, type, objectOf(type, generation))),
    ...others.map(([type, object]) => example(version, type, { ...basis, ...object })),
    { name: `${version} thin`, event: thin(version) },
    { name: `${version} of another account`, event: { ...envelope(version, "invoice.paid"), account: "acct_other" } },
  ]);
}

function objectOf(type: string, generation: Generation): Fields {
  const object = type.split(".").at(-2)!;
  const own = { id: `${object}_${generation}`, object };
  return type === "customer.deleted"
    ? { ...own, deleted: true }
    : { ...own, ...basis, ...objects[object]![generation] };
}

const example = (version: string, type: string, object: Fields): Example => ({
  name: `${version} ${type}`,
  event: { ...envelope(version, type), data: { object, previous_attributes: { customer: "cus_before" } } },
});

function envelope(version: string, type: string): Fields {
  const request = version < "2017-05-25" ? "req_old" : { id: "req_old", idempotency_key: null };
  const id = `evt_${version}_${type}`;
  return { id, object: "event", api_version: version, created: 1_480_000_000, livemode: false, request, type };
}

const thin = (version: string): Fields => ({
  id: `evt_thin_${version}`,
  object: "v2.core.event",
  type: "v1.invoice.paid",
  created: "2026-11-02T09:00:00.000Z",
  livemode: false,
  reason: null,
  related_object: { id: "in_thin", type: "invoice", url: "/v1/invoices/in_thin" },
});
