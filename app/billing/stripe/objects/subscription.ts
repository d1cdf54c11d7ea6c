import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { subscriptionItems, subscriptions } from "#db/schema/subscriptions.ts";
import type { StripeObject } from "../stripe-api.ts";
import { ownerOf } from "../owners.ts";
import type { ObjectType } from "../object-type.ts";
import { storeObject } from "../store-object.ts";
import { idOrNull, timestamp, timestampOrNull, text, textOrNull } from "../field-schemas.ts";
import { wholeList } from "../whole-list.ts";
import { readItem, replaceItems, type SubscriptionItem } from "./subscription-items.ts";

/** https://docs.stripe.com/api/subscriptions/object */
const shape = z.object({
  id: text,
  customer: idOrNull,
  status: text,
  currency: text,
  description: textOrNull,
  collection_method: textOrNull,
  default_payment_method: idOrNull,
  default_source: idOrNull,
  latest_invoice: idOrNull,
  start_date: timestamp,
  trial_end: timestampOrNull,
  cancel_at: timestampOrNull,
  cancel_at_period_end: z.boolean().nullish(),
  ended_at: timestampOrNull,
  pause_collection: z.object({ behavior: textOrNull, resumes_at: timestampOrNull }).nullish(),
  created: timestamp,
});

type Answer = { raw: StripeObject; subscription: z.infer<typeof shape>; items: SubscriptionItem[] };

/** What a customer pays for again and again, with its items. */
export const subscription: ObjectType<Answer> = {
  object: "subscription",
  table: subscriptions,
  path: "/v1/subscriptions",
  listed: { by: "created", query: { status: "all" } },
  blank: { status: "", currency: "", startedAt: 0, createdAt: 0 },

  async complete(api, raw) {
    const items = await wholeList(raw.items, () =>
      api.all("subscription_item", "/v1/subscription_items", { subscription: raw.id }),
    );
    return { raw, subscription: shape.parse(raw), items: items.map(readItem) };
  },

  save(observation, { raw, subscription: fields, items }) {
    const { items: _items, ...own } = raw;
    const columns = {
      id: fields.id,
      orgId: ownerOf(observation, fields.customer),
      customerId: fields.customer,
      status: fields.status,
      currency: fields.currency,
      description: fields.description,
      collectionMethod: fields.collection_method,
      defaultPaymentMethodId: fields.default_payment_method ?? fields.default_source,
      latestInvoiceId: fields.latest_invoice,
      startedAt: fields.start_date,
      trialEndsAt: fields.trial_end,
      cancelAt: fields.cancel_at,
      cancelAtPeriodEnd: fields.cancel_at_period_end ?? false,
      endedAt: fields.ended_at,
      pauseBehavior: fields.pause_collection?.behavior ?? null,
      resumesAt: fields.pause_collection?.resumes_at ?? null,
      createdAt: fields.created,
    };
    const { outcome } = storeObject(observation, subscriptions, columns, own, { children: items });
    if (outcome === "stale" || outcome === "same") return;
    replaceItems(observation, { id: fields.id, orgId: columns.orgId }, items);
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
