import { invalid, missing } from "../failure.ts";
import { flag, isRecord, text, type Params } from "../params.ts";
import { makeItem, quantityOf, type ItemInput } from "./subscription-object.ts";
import type { Subscription, SubscriptionItem } from "../wire.ts";
import type { World } from "../world.ts";

/** A new item, or another quantity or price for one by its id, or its end. */
export type ItemChange = { id?: string; price?: string; quantity?: number; deleted?: boolean };

/** The items as they are after the changes; those not named stay as they are. */
export function changedItems(world: World, subscription: Subscription, wanted: Params[string][]): SubscriptionItem[] {
  const items = wanted.reduce<SubscriptionItem[]>((before, one) => {
    const input = isRecord(one) ? one : {};
    const id = text(input.id);
    if (!id) return [...before, added(world, subscription, input)];
    const item = before.find((known) => known.id === id);
    if (!item) throw missing("subscription_item", id, "items[0][id]");
    if (flag(input.deleted, "deleted")) return before.filter((known) => known !== item);
    return before.map((known) => (known === item ? changed(world, item, input) : known));
  }, subscription.items.data);
  if (items.length === 0) throw invalid("A subscription must have at least one active item.");
  return items;
}

function added(world: World, subscription: Subscription, input: Params): SubscriptionItem {
  return makeItem(world, subscription.id, input as ItemInput, { created: world.now() });
}

function changed(world: World, item: SubscriptionItem, input: Params): SubscriptionItem {
  const price = text(input.price) ?? item.price.id;
  const quantity = quantityOf(input.quantity) ?? item.quantity;
  const { id, created, current_period_start, current_period_end } = item;
  const period = { current_period_start, current_period_end };
  const other = makeItem(world, item.subscription, { price, quantity, ...period }, { created });
  return { ...item, plan: other.plan, price: other.price, quantity: other.quantity, id };
}
