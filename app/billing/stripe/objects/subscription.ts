import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { subscriptionItems, subscriptions } from "#db/schema/subscriptions.ts";
import type { Found } from "../stripe-api.ts";
import { ownerOf } from "../owners.ts";
import type { Kind } from "../object-type.ts";
import { put } from "../store-object.ts";
import { idOrNull, time, timeOrNull, words, wordsOrNull } from "../field-schemas.ts";
import { wholeList } from "../whole-list.ts";
import { readItem, replaceItems, type SubscriptionItem } from "./subscription-items.ts";

/** https://docs.stripe.com/api/subscriptions/object */
const shape = z.object({
  id: words,
  customer: idOrNull,
  status: words,
  currency: words,
  description: wordsOrNull,
  collection_method: wordsOrNull,
  default_payment_method: idOrNull,
  default_source: idOrNull,
  latest_invoice: idOrNull,
  start_date: time,
  trial_end: timeOrNull,
  cancel_at: timeOrNull,
  cancel_at_period_end: z.boolean().nullish(),
  ended_at: timeOrNull,
  pause_collection: z.object({ behavior: wordsOrNull, resumes_at: timeOrNull }).nullish(),
  created: time,
});

type Answer = { raw: Found; subscription: z.infer<typeof shape>; items: SubscriptionItem[] };

/** What a customer pays for again and again, with its items. */
export const subscription: Kind<Answer> = {
  object: "subscription",
  table: subscriptions,
  path: "/v1/subscriptions",
  listed: { by: "created", query: { status: "all" } },
  blank: { status: "", currency: "", startedAt: 0, createdAt: 0 },

  async complete(ask, raw) {
    const items = await wholeList(raw.items, () =>
      ask.all("subscription_item", "/v1/subscription_items", { subscription: raw.id }),
    );
    return { raw, subscription: shape.parse(raw), items: items.map(readItem) };
  },

  save(sighting, { raw, subscription: said, items }) {
    const { items: _items, ...own } = raw;
    const columns = {
      id: said.id,
      orgId: ownerOf(sighting, said.customer),
      customerId: said.customer,
      status: said.status,
      currency: said.currency,
      description: said.description,
      collectionMethod: said.collection_method,
      defaultPaymentMethodId: said.default_payment_method ?? said.default_source,
      latestInvoiceId: said.latest_invoice,
      startedAt: said.start_date,
      trialEndsAt: said.trial_end,
      cancelAt: said.cancel_at,
      cancelAtPeriodEnd: said.cancel_at_period_end ?? false,
      endedAt: said.ended_at,
      pauseBehavior: said.pause_collection?.behavior ?? null,
      resumesAt: said.pause_collection?.resumes_at ?? null,
      createdAt: said.created,
    };
    const { outcome } = put(sighting, subscriptions, columns, own, { children: items });
    if (outcome === "stale" || outcome === "same") return;
    replaceItems(sighting, { id: said.id, orgId: columns.orgId }, items);
  },

  ofCustomer: [
    { table: subscriptions, where: (customerId) => eq(subscriptions.customerId, customerId) },
    {
      table: subscriptionItems,
      where: (customerId) =>
        sql`${subscriptionItems.subscriptionId} in (select id from ${subscriptions} where customer_id = ${customerId})`,
    },
  ],

  heldBy({ db }, customerId) {
    return db
      .select({ id: subscriptions.id })
      .from(subscriptions)
      .where(and(eq(subscriptions.customerId, customerId), isNull(subscriptions.deletedAt)))
      .all()
      .map(({ id }) => id);
  },
};
