import { customerNamed } from "./customers.ts";
import { invalid, missing, required } from "../failure.ts";
import { flag, given, int, isRecord, list, mergedMetadata, need, text, type Params } from "../params.ts";
import { change, changeAndRecord, record } from "../record.ts";
import { bareSubscription, makeItem, type ItemInput } from "./subscription-object.ts";
import { changedItems, type ItemChange } from "./subscription-items.ts";
import type { Metadata, Subscription } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

type Pause = { behavior: "keep_as_draft" | "mark_uncollectible" | "void"; resumes_at?: number };

export type SubscriptionChange = {
  items?: ItemChange[];
  collection_method?: "charge_automatically" | "send_invoice";
  days_until_due?: number;
  default_payment_method?: string;
  description?: string;
  metadata?: Metadata;
  /** Epoch seconds, as all times here; null takes it back. */
  cancel_at?: number | null;
  cancel_at_period_end?: boolean;
  pause_collection?: Pause | null;
  trial_end?: number | "now";
};

export type SubscriptionInput = Omit<SubscriptionChange, "items" | "trial_end"> & {
  customer: string;
  items: ItemInput[];
  trial_end?: number;
  /** For seeding only, not in Stripe's API. */
  id?: string;
  created?: number;
  status?: string;
};

/** A subscription without its first invoice; `billSubscription` makes invoices. */
export function createSubscription(world: World, input: SubscriptionInput): Subscription {
  const params = input as unknown as Params;
  const customer = customerNamed(world, need(params.customer, "customer"));
  const items = list(params.items) as unknown as ItemInput[];
  if (items.length === 0) throw required("items");
  const created = input.created ?? world.now();
  const subscription = bareSubscription(world, input.id ?? world.id("sub"), customer.id, created);
  const trialEnd = int(params.trial_end, "trial_end");
  subscription.items.data = items.map((item) => makeItem(world, subscription.id, item, { created, trialEnd }));
  change(subscription, {
    ...changes(world, subscription, { ...params, items: undefined, trial_end: undefined }),
    currency: subscription.items.data[0]!.price.currency,
    status: input.status ?? (trialEnd ? "trialing" : "active"),
    ...(trialEnd && { trial_end: trialEnd, trial_start: created }),
  });
  world.state.subscriptions.set(subscription.id, subscription);
  record(world, "customer.subscription.created", subscription);
  return subscription;
}

/** Other seats, other prices, an end, a pause, or the end taken back. */
export function updateSubscription(world: World, id: string, input: SubscriptionChange): Subscription {
  const subscription = theSubscription(world, id);
  if (subscription.status === "canceled") {
    throw invalid("A canceled subscription can only update its cancellation_details and metadata.");
  }
  const patch = changes(world, subscription, input as unknown as Params);
  return changeAndRecord(world, "customer.subscription.updated", subscription, patch);
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

export function cancelSubscription(world: World, id: string, at = world.now()): Subscription {
  const subscription = theSubscription(world, id);
  if (subscription.status === "canceled") throw missing("subscription", id);
  change(subscription, {
    status: "canceled",
    canceled_at: subscription.canceled_at ?? at,
    ended_at: at,
    cancellation_details: { ...subscription.cancellation_details!, reason: "cancellation_requested" },
  });
  record(world, "customer.subscription.deleted", subscription);
  return subscription;
}

function changes(world: World, subscription: Subscription, params: Params): Partial<Subscription> {
  return {
    ...(given({
      collection_method: text(params.collection_method) ?? undefined,
      days_until_due: int(params.days_until_due, "days_until_due"),
      default_payment_method: text(params.default_payment_method),
      description: text(params.description),
      pause_collection: pauseOf(params.pause_collection),
      metadata: mergedMetadata(subscription.metadata, params.metadata),
    }) as Partial<Subscription>),
    ...(params.items !== undefined && {
      items: { ...subscription.items, data: changedItems(world, subscription, list(params.items)) },
    }),
    ...trialOf(world, subscription, params.trial_end),
    ...endOf(world, subscription, params),
  };
}

function pauseOf(value: Params[string]): Subscription["pause_collection"] | undefined {
  if (value === undefined) return undefined;
  if (!isRecord(value)) return null;
  const behavior = need(value.behavior, "pause_collection[behavior]");
  return { behavior, resumes_at: int(value.resumes_at, "pause_collection[resumes_at]") ?? null };
}

function trialOf(world: World, subscription: Subscription, value: Params[string]): Partial<Subscription> {
  if (value === undefined) return {};
  const end = value === "now" ? world.now() : int(value, "trial_end");
  const status = end && end > world.now() ? "trialing" : "active";
  return { trial_end: end, trial_start: subscription.trial_start ?? world.now(), status };
}

function endOf(world: World, subscription: Subscription, params: Params): Partial<Subscription> {
  const atPeriodEnd = flag(params.cancel_at_period_end, "cancel_at_period_end");
  const at = params.cancel_at === undefined ? undefined : (int(params.cancel_at, "cancel_at") ?? null);
  if (atPeriodEnd === undefined && at === undefined) return {};
  const periodEnd = Math.max(...subscription.items.data.map((item) => item.current_period_end));
  const ends = atPeriodEnd ? periodEnd : (at ?? null);
  return {
    cancel_at_period_end: atPeriodEnd ?? false,
    cancel_at: ends,
    canceled_at: ends === null ? null : world.now(),
    cancellation_details: {
      ...subscription.cancellation_details!,
      reason: ends === null ? null : "cancellation_requested",
    },
  };
}

export function theSubscription(world: World, id: string): Subscription {
  return fetchFrom(world.state.subscriptions, "subscription", id);
}
