import { createInvoice, finalizeInvoice } from "./invoices.ts";
import { changeAndRecord } from "../record.ts";
import { periodEnd } from "./subscription-object.ts";
import { theSubscription } from "./subscriptions.ts";
import type { Invoice, Subscription, SubscriptionItem } from "../wire.ts";
import type { World } from "../world.ts";

/**
 * A finalized invoice: the first for the periods that run, every later one (`subscription_cycle`) for the items whose
 * period ends first, which begin their next one.
 */
export function billSubscription(world: World, id: string, reason = "subscription_cycle", at = world.now()): Invoice {
  const subscription = theSubscription(world, id);
  const billed = reason === "subscription_create" ? subscription.items.data : renewed(subscription);
  const invoice = createInvoice(world, {
    customer: subscription.customer,
    created: at,
    currency: subscription.currency,
    collection_method: subscription.collection_method as "charge_automatically",
    days_until_due: subscription.days_until_due ?? undefined,
    subscription: id,
    billing_reason: reason,
    lines: billed.map((item) => ({
      pricing: { price: item.price.id },
      quantity: item.quantity,
      period: { start: item.current_period_start, end: item.current_period_end },
      subscription: id,
      subscription_item: item.id,
    })),
  });
  const data = subscription.items.data.map((item) => billed.find((one) => one.id === item.id) ?? item);
  changeAndRecord(world, "customer.subscription.updated", subscription, {
    latest_invoice: invoice.id,
    items: { ...subscription.items, data },
  });
  return finalizeInvoice(world, invoice.id, at);
}

function renewed({ items: { data } }: Subscription): SubscriptionItem[] {
  const due = Math.min(...data.map((item) => item.current_period_end));
  return data
    .filter((item) => item.current_period_end === due)
    .map((item) => ({ ...item, current_period_start: due, current_period_end: periodEnd(due, item.price) }));
}
