import { and, asc, desc, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { cursorOf, cutPage, groupOf, isAfter, moment, rowId } from "#db/cursor.ts";
import { preparedFor } from "#db/prepared.ts";
import { invoices, stripeCustomers } from "#db/schema/billing.ts";
import { paymentMethods, products, subscriptionItems, subscriptions } from "#db/schema/subscriptions.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { isOpen } from "./invoices.ts";
import { timesUnitAmount } from "../text/money.ts";
import { endedStatuses, possibleFlows, subscriptionState } from "./subscription-state.ts";

export const subscriptionsPerPage = 10;

/** 0 for what still runs, 1 for what is over: the first go first. */
export const rank = sql<number>`case when ${subscriptions.endedAt} is not null or ${inArray(subscriptions.status, endedStatuses)}
  then 1 else 0 end`;

const cursor = cursorOf({ rank: groupOf(2), createdAt: moment, id: rowId() });

function after(place: ReturnType<typeof cursor.read>) {
  if (!place) return undefined;
  const older = isAfter("desc", [subscriptions.createdAt, place.createdAt], [subscriptions.id, place.id]);
  return or(gt(rank, place.rank), and(eq(rank, place.rank), older));
}

/**
 * A page of the organization's subscriptions, what runs before what is over, each from new to old, with the cursor of
 * the next page or null, and whether it is the first. Amounts are minor units, times epoch milliseconds.
 */
export function listSubscriptions(tenant: Tenant, asked: string | null = null) {
  const place = cursor.read(asked);
  const rows = tenant.db
    .select({
      id: subscriptions.id,
      customerId: subscriptions.customerId,
      status: subscriptions.status,
      currency: subscriptions.currency,
      description: subscriptions.description,
      collectionMethod: subscriptions.collectionMethod,
      defaultPaymentMethodId: subscriptions.defaultPaymentMethodId,
      trialEndsAt: subscriptions.trialEndsAt,
      cancelAt: subscriptions.cancelAt,
      cancelAtPeriodEnd: subscriptions.cancelAtPeriodEnd,
      endedAt: subscriptions.endedAt,
      pauseBehavior: subscriptions.pauseBehavior,
      resumesAt: subscriptions.resumesAt,
      trialEndBehavior: sql<
        string | null
      >`json_extract(${subscriptions.raw}, '$.trial_settings.end_behavior.missing_payment_method')`,
      createdAt: subscriptions.createdAt,
      rank,
    })
    .from(subscriptions)
    .where(mine(tenant, subscriptions, isNull(subscriptions.deletedAt), after(place)))
    .orderBy(asc(rank), desc(subscriptions.createdAt), desc(subscriptions.id))
    .limit(subscriptionsPerPage + 1)
    .all();
  const { page, next } = cutPage(rows, subscriptionsPerPage, cursor.write);
  const ids = page.map(({ id }) => id);
  const [items, open, methods] = [itemsOf(tenant, ids), openInvoicesOf(tenant, ids), methodsFor(tenant, page)];
  return {
    subscriptions: page.map((row) => shown(row, items(row.id), open(row.id), methods(row))),
    next,
    isFirst: !place,
  };
}

export type SubscriptionShown = ReturnType<typeof listSubscriptions>["subscriptions"][number];
export type ItemShown = SubscriptionShown["items"][number];

type Row = Pick<
  typeof subscriptions.$inferSelect,
  | "id"
  | "customerId"
  | "status"
  | "description"
  | "collectionMethod"
  | "trialEndsAt"
  | "cancelAt"
  | "cancelAtPeriodEnd"
  | "endedAt"
  | "pauseBehavior"
  | "resumesAt"
> & { trialEndBehavior: string | null };

function shown(row: Row, items: ReturnType<ReturnType<typeof itemsOf>>, openInvoice: Open | null, payer: Paying) {
  const state = subscriptionState(row);
  const ends = items.map(({ periodEnd }) => periodEnd).filter((at) => at !== null);
  const isStill = ["ended", "waiting", "paused", "unpaid"].includes(state);
  return {
    id: row.id,
    state,
    status: row.status,
    name: items.find(({ name }) => name)?.name ?? row.description,
    items,
    sum: sumOf(items),
    isCharged: row.collectionMethod !== "send_invoice",
    method: payer.method,
    trialWithoutMethod: row.collectionMethod !== "send_invoice" && payer.lacksMethod ? trialEnd(row) : null,
    trialEndsAt: row.status === "trialing" ? row.trialEndsAt : null,
    endsAt: row.cancelAt ?? (row.cancelAtPeriodEnd && ends.length ? Math.max(...ends) : null),
    endedAt: row.endedAt,
    nextAt: isStill || !ends.length ? null : Math.min(...ends),
    pauseBehavior: row.pauseBehavior,
    resumesAt: row.resumesAt,
    openInvoice,
    can: possibleFlows(state, row, items),
  };
}

/** What Stripe does at a trial's end where there is nothing to pay with (https://docs.stripe.com/api/subscriptions/object#subscription_object-trial_settings). */
function trialEnd({ status, trialEndBehavior }: Row): "ends" | "pauses" | "asks" | null {
  if (status !== "trialing") return null;
  if (trialEndBehavior === "cancel") return "ends";
  return trialEndBehavior === "pause" ? "pauses" : "asks";
}

/** What all items cost together, where each has its price and all are due in the same rhythm; else null. */
function sumOf(items: readonly { amount: number | null; currency: string; interval: string | null; every: number }[]) {
  const [first] = items;
  if (!first) return null;
  let amount = 0;
  for (const item of items) {
    const isAlike = item.currency === first.currency && item.interval === first.interval && item.every === first.every;
    if (item.amount === null || !isAlike) return null;
    amount += item.amount;
  }
  return { amount, currency: first.currency, interval: first.interval, every: first.every };
}

const listingItems = preparedFor((tenant: Tenant, { ids }: { ids: string[] }) =>
  tenant.db
    .select({
      id: subscriptionItems.id,
      subscriptionId: subscriptionItems.subscriptionId,
      name: sql<string | null>`nullif(${products.name}, '')`,
      unitLabel: products.unitLabel,
      quantity: subscriptionItems.quantity,
      unitAmount: subscriptionItems.unitAmount,
      currency: subscriptionItems.currency,
      interval: subscriptionItems.interval,
      every: sql<number>`coalesce(${subscriptionItems.intervalCount}, 1)`,
      isMetered: subscriptionItems.isMetered,
      periodEnd: subscriptionItems.periodEnd,
    })
    .from(subscriptionItems)
    .leftJoin(products, eq(products.id, subscriptionItems.productId))
    .where(mine(tenant, subscriptionItems, inArray(subscriptionItems.subscriptionId, ids)))
    .orderBy(asc(subscriptionItems.position)),
);

/** What some subscriptions are for, by their id. */
export function itemsOf(tenant: Tenant, ids: string[]) {
  const found = ids.length ? listingItems(tenant, { ids }).all() : [];
  const rows = found.map(({ quantity, ...item }) => {
    const count = item.isMetered ? null : (quantity ?? 1);
    const amount = count === null || item.unitAmount === null ? null : timesUnitAmount(item.unitAmount, count);
    return { ...item, quantity: count, amount };
  });
  return (id: string) => rows.filter(({ subscriptionId }) => subscriptionId === id);
}

type Open = { id: string; number: string | null };

const listingOpen = preparedFor((tenant: Tenant, { ids }: { ids: string[] }) =>
  tenant.db
    .select({ id: invoices.id, number: invoices.number, subscriptionId: invoices.subscriptionId })
    .from(invoices)
    .where(
      mine(
        tenant,
        invoices,
        inArray(invoices.subscriptionId, ids),
        isOpen,
        gt(invoices.amountRemaining, 0),
        isNull(invoices.deletedAt),
      ),
    )
    .orderBy(asc(invoices.issuedAt)),
);

/** The invoice that has waited longest for its payment. */
export function openInvoicesOf(tenant: Tenant, ids: string[]) {
  const rows = ids.length ? listingOpen(tenant, { ids }).all() : [];
  return (id: string): Open | null => {
    const found = rows.find(({ subscriptionId }) => subscriptionId === id);
    return found ? { id: found.id, number: found.number } : null;
  };
}

type Method = Pick<typeof paymentMethods.$inferSelect, "type" | "brand" | "last4"> | null;
type Paying = { method: Method; lacksMethod: boolean };
type Payer = { customerId: string | null; defaultPaymentMethodId: string | null };

/** How a subscription is paid, or that there is nothing to pay it with: by its own method, or by the one its customer pays everything with. */
function methodsFor(tenant: Tenant, all: readonly Payer[]) {
  const customerIds = all.map(({ customerId }) => customerId).filter((id) => id !== null);
  const defaults = tenant.db
    .select({ id: stripeCustomers.id, methodId: stripeCustomers.defaultPaymentMethodId })
    .from(stripeCustomers)
    .where(mine(tenant, stripeCustomers, inArray(stripeCustomers.id, customerIds)))
    .all();
  const idOf = ({ customerId, defaultPaymentMethodId }: Payer) =>
    defaultPaymentMethodId ?? defaults.find(({ id }) => id === customerId)?.methodId ?? null;
  const { id, type, brand, last4, deletedAt } = paymentMethods;
  const wanted = all.map(idOf).filter((one) => one !== null);
  const methods = tenant.db
    .select({ id, type, brand, last4 })
    .from(paymentMethods)
    .where(mine(tenant, paymentMethods, inArray(id, wanted), isNull(deletedAt)))
    .all();
  return (payer: Payer): Paying => {
    const wantedId = idOf(payer);
    const found = methods.find((method) => method.id === wantedId);
    const method = found ? { type: found.type, brand: found.brand, last4: found.last4 } : null;
    return { method, lacksMethod: wantedId === null };
  };
}

/** One subscription with what Stripe's portal can do for it, and whose it is; null where there is none. */
export function findSubscription(tenant: Tenant, subscriptionId: string) {
  const row = tenant.db
    .select()
    .from(subscriptions)
    .where(mine(tenant, subscriptions, eq(subscriptions.id, subscriptionId), isNull(subscriptions.deletedAt)))
    .get();
  if (!row?.customerId) return null;
  const can = possibleFlows(subscriptionState(row), row, itemsOf(tenant, [row.id])(row.id));
  return { id: row.id, customerId: row.customerId, can };
}
