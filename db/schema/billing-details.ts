import { index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { flag, json, orgId, personId } from "./columns.ts";
import type { BillingTopic } from "./notifications.ts";
import { organizations, people } from "./organizations.ts";

/** How an organization wants its billing mails. */
export const billingSettings = sqliteTable("billing_settings", {
  orgId: orgId()
    .primaryKey()
    .references(() => organizations.id),
  attachPdf: flag("attach_pdf").notNull().default(false),
  updatedAt: integer("updated_at").notNull(),
});

/** Addresses that get an organization's billing mails besides its people; they may be nobody's login. */
export const payablesAddresses = sqliteTable(
  "payables_addresses",
  {
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    /** A canonical address. */
    email: text("email").notNull(),
    addedBy: personId().references(() => people.id),
    /** What it gets; null: all of billing. */
    topics: json<BillingTopic[]>("topics"),
    /** Of what it does not get, what a link in a mail to it ended. */
    leftByLink: json<BillingTopic[]>("left_by_link"),
    /** Whether the PDF comes along; null: as the organization has it. */
    attachPdf: flag("attach_pdf"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.email] }), index("payables_addresses_email").on(t.email)],
);

/** What a person changed of a Stripe customer's details, on its way to Stripe. */
export const detailChanges = sqliteTable(
  "detail_changes",
  {
    id: text("id").primaryKey(),
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    customerId: text("customer_id").notNull(),
    personId: personId()
      .notNull()
      .references(() => people.id),
    /** Field → what it was when the form was shown, and what it shall be. */
    changes: json<Record<string, { from: unknown; to: unknown }>>("changes").notNull(),
    state: text("state", { enum: ["saving", "saved", "conflict", "refused", "dismissed"] }).notNull(),
    /** Why it was refused; or what Stripe held instead, by field. */
    outcome: json<Record<string, unknown>>("outcome"),
    createdAt: integer("created_at").notNull(),
    settledAt: integer("settled_at"),
  },
  (t) => [
    unique("detail_changes_org_id").on(t.orgId, t.id),
    index("detail_changes_customer").on(t.orgId, t.customerId),
  ],
);

/** Visits to Stripe's own portal: what things were when somebody left for it, to tell what changed. */
export const portalVisits = sqliteTable(
  "portal_visits",
  {
    id: text("id").primaryKey(),
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    customerId: text("customer_id").notNull(),
    personId: personId()
      .notNull()
      .references(() => people.id),
    flow: text("flow").notNull(),
    before: json<Record<string, unknown>>("before").notNull(),
    createdAt: integer("created_at").notNull(),
    returnedAt: integer("returned_at"),
  },
  (t) => [unique("portal_visits_org_id").on(t.orgId, t.id)],
);
