import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, orgId, sighted, synced } from "./columns.ts";

export const paymentMethods = sqliteTable(
  "payment_methods",
  {
    ...synced(),
    customerId: text("customer_id"),
    type: text("type").notNull(),
    brand: text("brand"),
    last4: text("last4"),
    expMonth: integer("exp_month"),
    expYear: integer("exp_year"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    index("payment_methods_org").on(t.orgId),
    index("payment_methods_customer").on(t.customerId),
    index("payment_methods_expiry").on(t.expYear, t.expMonth),
  ],
);

export const subscriptions = sqliteTable(
  "subscriptions",
  {
    ...synced(),
    customerId: text("customer_id"),
    status: text("status").notNull(),
    currency: text("currency").notNull(),
    description: text("description"),
    collectionMethod: text("collection_method"),
    defaultPaymentMethodId: text("default_payment_method_id"),
    latestInvoiceId: text("latest_invoice_id"),
    // Epoch milliseconds.
    startedAt: integer("started_at").notNull(),
    trialEndsAt: integer("trial_ends_at"),
    cancelAt: integer("cancel_at"),
    cancelAtPeriodEnd: flag("cancel_at_period_end").notNull().default(false),
    endedAt: integer("ended_at"),
    /** Collection is paused: Stripe's word for what becomes of invoices meanwhile. */
    pauseBehavior: text("pause_behavior"),
    resumesAt: integer("resumes_at"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("subscriptions_org").on(t.orgId, t.createdAt), index("subscriptions_customer").on(t.customerId)],
);

/** What a subscription is for. Each item has a period of its own. */
export const subscriptionItems = sqliteTable(
  "subscription_items",
  {
    id: text("id").notNull(),
    subscriptionId: text("subscription_id").notNull(),
    orgId: orgId(),
    position: integer("position").notNull(),
    priceId: text("price_id").notNull(),
    productId: text("product_id"),
    /** Null where use is metered. */
    quantity: integer("quantity"),
    /** Minor units as decimal text; null where the price has tiers. */
    unitAmount: text("unit_amount"),
    currency: text("currency").notNull(),
    interval: text("interval"),
    intervalCount: integer("interval_count"),
    isMetered: flag("is_metered").notNull(),
    periodStart: integer("period_start"),
    periodEnd: integer("period_end"),
  },
  (t) => [
    primaryKey({ columns: [t.subscriptionId, t.id] }),
    index("subscription_items_org").on(t.orgId),
    index("subscription_items_product").on(t.productId),
  ],
);

export const taxIds = sqliteTable(
  "tax_ids",
  {
    ...synced(),
    customerId: text("customer_id"),
    type: text("type").notNull(),
    value: text("value").notNull(),
    country: text("country"),
    /** Stripe's word: pending, unavailable, unverified, verified. */
    verification: text("verification"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("tax_ids_org").on(t.orgId), index("tax_ids_customer").on(t.customerId)],
);

// What the company sells belongs to no customer.

export const products = sqliteTable("products", {
  ...sighted(),
  name: text("name").notNull(),
  description: text("description"),
  unitLabel: text("unit_label"),
  /** Whether staff said that its quantity is a number of seats: the portal's own, and never Stripe's. */
  isSeat: flag("is_seat").notNull().default(false),
});

export const prices = sqliteTable("prices", {
  ...sighted(),
  productId: text("product_id"),
  nickname: text("nickname"),
});
