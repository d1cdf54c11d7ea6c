import { missing } from "../failure.ts";
import { need, text, type Params } from "../params.ts";
import { paged, pageOf } from "../paging.ts";
import { get, lists, post, remove, type Route } from "../routing.ts";
import { cancelSubscription, createSubscription, theSubscription, updateSubscription } from "./subscriptions.ts";
import type { SubscriptionChange, SubscriptionInput } from "./subscriptions.ts";
import type { Subscription, SubscriptionItem } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

const FIELDS = [
  "items",
  "collection_method",
  "days_until_due",
  "default_payment_method",
  "description",
  "metadata",
  "cancel_at",
  "cancel_at_period_end",
  "pause_collection",
  "proration_behavior",
  "trial_end",
];

export const subscriptions: Route[] = [
  lists("/v1/subscriptions", ["customer", "status", "created"], ({ world, params }) => {
    const status = text(params.status);
    return pageOf(world.state.subscriptions, params, "/v1/subscriptions", (one) => hasStatus(one, status));
  }),
  post("/v1/subscriptions", [...FIELDS, "customer"], ({ world, params }) =>
    createSubscription(world, params as unknown as SubscriptionInput),
  ),
  get("/v1/subscriptions/:id", ({ world, id }) => theSubscription(world, id)),
  post("/v1/subscriptions/:id", FIELDS, ({ world, params, id }) =>
    updateSubscription(world, id, params as SubscriptionChange),
  ),
  remove("/v1/subscriptions/:id", ({ world, id }) => cancelSubscription(world, id)),
  lists("/v1/subscription_items", ["subscription"], ({ world, params }) => {
    const id = need(params.subscription, "subscription");
    const { items } = fetchFrom(world.state.subscriptions, "subscription", id, "subscription");
    return paged(items.data, params, "/v1/subscription_items");
  }),
  get("/v1/subscription_items/:id", ({ world, id }) => theItem(world, id)),
  post("/v1/subscription_items/:id", ["quantity", "price", "proration_behavior"], ({ world, params, id }) => {
    const { proration_behavior: _none, expand: _expand, ...wanted } = params;
    updateSubscription(world, theItem(world, id).subscription, { items: [{ ...wanted, id } as Params] });
    return theItem(world, id);
  }),
];

function theItem(world: World, id: string): SubscriptionItem {
  for (const { items } of world.state.subscriptions.values()) {
    const item = items.data.find((one) => one.id === id);
    if (item) return item;
  }
  throw missing("subscription_item", id);
}

/** Without a status Stripe leaves out the canceled ones; `all` has them too. */
function hasStatus(subscription: Subscription, status: string | null | undefined): boolean {
  if (status === "all") return true;
  if (status === "ended") return ["canceled", "incomplete_expired"].includes(subscription.status);
  return status ? subscription.status === status : subscription.status !== "canceled";
}
