import { customerNamed } from "./customers.ts";
import { required } from "./failure.ts";
import { createInvoice, finalizeInvoice } from "./invoices.ts";
import { flag, given, int, list, mergedMetadata, need, text, type Params } from "./params.ts";
import { pageOf } from "./paging.ts";
import { change, changeAndRecord, record } from "./record.ts";
import { get, lists, post, remove, type Route } from "./routing.ts";
import { bareSubscription, makeItem, periodOf, type ItemInput } from "./subscription-object.ts";
import type { Invoice, Metadata, Subscription } from "./wire.ts";
import { fetchFrom, type World } from "./world.ts";

export type SubscriptionInput = {
  customer: string;
  items: ItemInput[];
  collection_method?: "charge_automatically" | "send_invoice";
  days_until_due?: number;
  default_payment_method?: string;
  description?: string;
  metadata?: Metadata;
  trial_end?: number;
  /** For seeding only, not in Stripe's API. */
  id?: string;
  created?: number;
  status?: string;
};

/** A subscription without its first invoice; `billSubscription` makes invoices. */
export function createSubscription(world: World, input: SubscriptionInput): Subscription {
  const params = input as Params;
  const customer = customerNamed(world, need(params.customer, "customer"));
  const items = list(params.items) as unknown as ItemInput[];
  if (items.length === 0) throw required("items");
  const created = input.created ?? world.now();
  const subscription = bareSubscription(world, input.id ?? world.id("sub"), customer.id, created);
  const trialEnd = int(params.trial_end, "trial_end");
  subscription.items.data = items.map((item) => makeItem(world, subscription.id, item, created));
  change(subscription, {
    ...changes(subscription, params),
    currency: subscription.items.data[0]!.price.currency,
    status: input.status ?? (trialEnd ? "trialing" : "active"),
    ...(trialEnd && { trial_end: trialEnd, trial_start: created }),
  });
  world.state.subscriptions.set(subscription.id, subscription);
  record(world, "customer.subscription.created", subscription);
  return subscription;
}

export function updateSubscription(world: World, id: string, params: Params): Subscription {
  const subscription = theSubscription(world, id);
  const ends = flag(params.cancel_at_period_end, "cancel_at_period_end");
  const end = Math.max(...subscription.items.data.map((item) => item.current_period_end));
  return changeAndRecord(world, "customer.subscription.updated", subscription, {
    ...changes(subscription, params),
    ...(ends !== undefined && {
      cancel_at_period_end: ends,
      cancel_at: ends ? end : null,
      canceled_at: ends ? world.now() : null,
    }),
  });
}

/** Any status at all, such as `past_due`, `unpaid` or `paused`. */
export function setSubscriptionStatus(world: World, id: string, status: string): Subscription {
  const subscription = theSubscription(world, id);
  const resumed = subscription.status === "paused" && status === "active";
  changeAndRecord(world, "customer.subscription.updated", subscription, { status });
  if (status === "paused") record(world, "customer.subscription.paused", subscription);
  if (resumed) record(world, "customer.subscription.resumed", subscription);
  return subscription;
}

export function cancelSubscription(world: World, id: string): Subscription {
  const subscription = theSubscription(world, id);
  change(subscription, { status: "canceled", canceled_at: world.now(), ended_at: world.now() });
  record(world, "customer.subscription.deleted", subscription);
  return subscription;
}

/** Bills the current period by a finalized invoice and moves every item to its next period. */
export function billSubscription(world: World, id: string, reason = "subscription_cycle"): Invoice {
  const subscription = theSubscription(world, id);
  const invoice = createInvoice(world, {
    customer: subscription.customer,
    currency: subscription.currency,
    collection_method: subscription.collection_method as "charge_automatically",
    days_until_due: subscription.days_until_due ?? undefined,
    subscription: id,
    billing_reason: reason,
    lines: subscription.items.data.map((item) => ({
      pricing: { price: item.price.id },
      quantity: item.quantity,
      period: { start: item.current_period_start, end: item.current_period_end },
      subscription: id,
      subscription_item: item.id,
    })),
  });
  const items = subscription.items.data.map((item) => ({
    ...item,
    current_period_start: item.current_period_end,
    current_period_end: item.current_period_end + periodOf(item.price),
  }));
  changeAndRecord(world, "customer.subscription.updated", subscription, {
    latest_invoice: invoice.id,
    items: { ...subscription.items, data: items },
  });
  return finalizeInvoice(world, invoice.id);
}

function changes(subscription: Subscription, params: Params): Partial<Subscription> {
  return given({
    collection_method: text(params.collection_method) ?? undefined,
    days_until_due: int(params.days_until_due, "days_until_due"),
    default_payment_method: text(params.default_payment_method),
    description: text(params.description),
    metadata: mergedMetadata(subscription.metadata, params.metadata),
  }) as Partial<Subscription>;
}

function theSubscription(world: World, id: string): Subscription {
  return fetchFrom(world.state.subscriptions, "subscription", id);
}

const FIELDS = ["collection_method", "days_until_due", "default_payment_method", "description", "metadata"];

export const subscriptions: Route[] = [
  lists("/v1/subscriptions", ["customer", "status", "created", "price"], ({ world, params }) => {
    const status = text(params.status);
    return pageOf(world.state.subscriptions, params, "/v1/subscriptions", (one) => hasStatus(one, status));
  }),
  post("/v1/subscriptions", [...FIELDS, "customer", "items", "trial_end"], ({ world, params }) =>
    createSubscription(world, params as unknown as SubscriptionInput),
  ),
  get("/v1/subscriptions/:id", ({ world, id }) => theSubscription(world, id)),
  post("/v1/subscriptions/:id", [...FIELDS, "cancel_at_period_end"], ({ world, params, id }) =>
    updateSubscription(world, id, params),
  ),
  remove("/v1/subscriptions/:id", ({ world, id }) => cancelSubscription(world, id)),
];

/** Without a status Stripe leaves out the canceled ones; `all` has them too. */
function hasStatus(subscription: Subscription, status: string | null | undefined): boolean {
  if (status === "all") return true;
  if (status === "ended") return ["canceled", "incomplete_expired"].includes(subscription.status);
  return status ? subscription.status === status : subscription.status !== "canceled";
}
