import type Stripe from "stripe";
import { invalid } from "../failure.ts";
import { int, type Params } from "../params.ts";
import type { Price, Subscription, SubscriptionItem, Wire } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

export type ItemInput = {
  price: string;
  quantity?: number;
  /** For seeding only: epoch seconds. */
  current_period_start?: number;
  current_period_end?: number;
};

const DAY = 86_400;

/** One item of a subscription; the period lives here, not on the subscription. */
export function makeItem(
  world: World,
  subscription: string,
  input: ItemInput,
  { created, trialEnd }: { created: number; trialEnd?: number | null },
): SubscriptionItem {
  const price = fetchFrom(world.state.prices, "price", String(input.price), "price");
  const start = input.current_period_start ?? created;
  return {
    id: world.id("si"),
    object: "subscription_item",
    billing_thresholds: null,
    created,
    current_period_end: input.current_period_end ?? trialEnd ?? periodEnd(start, price),
    current_period_start: start,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price),
    price: structuredClone(price),
    ...(price.recurring?.usage_type !== "metered" && { quantity: quantityOf(input.quantity) ?? 1 }),
    subscription,
    tax_rates: [],
  };
}

/** When a period of the price that starts then is over: the same day a month or a year on, or the month's last. */
export function periodEnd(start: number, { recurring }: Price): number {
  const { interval = "month", interval_count: count = 1 } = recurring ?? {};
  if (interval === "day" || interval === "week") return start + count * (interval === "day" ? DAY : 7 * DAY);
  const day = new Date(start * 1000);
  const months = day.getUTCMonth() + count * (interval === "year" ? 12 : 1);
  const lastDay = new Date(Date.UTC(day.getUTCFullYear(), months + 1, 0)).getUTCDate();
  const date = Math.min(day.getUTCDate(), lastDay);
  return Date.UTC(day.getUTCFullYear(), months, date) / 1000 + (start % DAY);
}

export function quantityOf(value: Params[string]): number | undefined {
  const quantity = int(value, "quantity");
  if (quantity !== undefined && quantity < 0) {
    throw invalid("This value must be greater than or equal to 0.", { param: "items[0][quantity]" });
  }
  return quantity;
}

function planOf(price: Price): Wire<Stripe.Plan> {
  return {
    id: price.id,
    object: "plan",
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? "month",
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: price.livemode,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: price.recurring?.usage_type ?? "licensed",
  };
}

export function bareSubscription(world: World, id: string, customer: string, created: number): Subscription {
  return {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: created,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: "classic" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: "charge_automatically",
    created,
    currency: "eur",
    customer,
    customer_account: null,
    days_until_due: null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    items: { object: "list", data: [], has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null,
    livemode: world.livemode,
    managed_payments: null,
    metadata: {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: "off",
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: created,
    status: "active",
    test_clock: null,
    transfer_data: null,
    trial_end: null,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" } },
    trial_start: null,
  };
}
