import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { json, orgId } from "./columns.ts";
import type { ToldParcel } from "./orders.ts";
import { organizations } from "./organizations.ts";

export const scopes = ["orders", "organizations", "people"] as const;
export type Scope = (typeof scopes)[number];

export const apiKeys = sqliteTable("api_keys", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** sha256 of the key. */
  hash: text("hash").notNull().unique(),
  /** Its first characters, to tell keys apart. */
  start: text("start").notNull(),
  scopes: json<Scope[]>("scopes").notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at"),
  lastUsedAt: integer("last_used_at"),
  revokedAt: integer("revoked_at"),
  revokedBy: text("revoked_by"),
});

/** An event as a source told it. Times are epoch milliseconds. */
export type OrderEvent = {
  eventId: string;
  step: string;
  occurredAt: number;
  note: string | null;
  carrier: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  needs: string | null;
  /** None, or none said: the whole order. */
  parcel?: ToldParcel | null;
};

/** Events of orders that nobody has told us of yet: they wait 30 days for them. */
export const waitingEvents = sqliteTable(
  "waiting_events",
  {
    reference: text("reference").notNull(),
    eventId: text("event_id").notNull(),
    event: json<OrderEvent>("event").notNull(),
    /** The key, by name and first characters. */
    actor: text("actor").notNull(),
    arrivedAt: integer("arrived_at").notNull(),
    /** When it was taken back. */
    removedAt: integer("removed_at"),
  },
  (t) => [primaryKey({ columns: [t.reference, t.eventId] }), index("waiting_events_arrived").on(t.arrivedAt)],
);

/** Stripe customers that the feed says are an organization's, whether Stripe has told us of them yet or not. */
export const customerClaims = sqliteTable(
  "customer_claims",
  {
    customerId: text("customer_id").primaryKey(),
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("customer_claims_org").on(t.orgId)],
);

/** Stripe customers of whom staff decided whose they are: what the feed says of these changes nothing. */
export const customerDecisions = sqliteTable("customer_decisions", {
  customerId: text("customer_id").primaryKey(),
  decidedBy: text("decided_by").notNull(),
  decidedAt: integer("decided_at").notNull(),
});
