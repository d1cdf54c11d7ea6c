import { sql, type SQL } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  unique,
  type SQLiteColumn,
} from "drizzle-orm/sqlite-core";
import type { OrgId } from "../ids.ts";
import { flag, json, orgId, personId, type PostalAddress } from "./columns.ts";
import { organizations, people } from "./organizations.ts";

/** What an order's state is called. */
export const orderStates = ["on-track", "waiting", "late", "done", "cancelled"] as const;

export const orderKinds = ["order", "project"] as const;
export type OrderKind = (typeof orderKinds)[number];

export const orderSources = ["feed", "staff", "import"] as const;
export type OrderSource = (typeof orderSources)[number];

/** A parcel as an event tells of it; its carrier and number are the event's. */
export type ToldParcel = { id: string; items: { name: string; quantity: number }[] };

/** The promised day by which open orders are sorted: those without one come last. */
export const promisedDay = (promisedDate: SQLiteColumn): SQL<string> => sql`coalesce(${promisedDate}, '9999-12-31')`;

export const orders = sqliteTable(
  "orders",
  {
    id: text("id").primaryKey(),
    orgId: orgId()
      .notNull()
      .references(() => organizations.id),
    /** What the company calls it, exactly as given. */
    reference: text("reference").notNull().unique(),
    kind: text("kind", { enum: orderKinds }).notNull(),
    title: text("title").notNull(),
    placedAt: integer("placed_at"),
    /** A day of the company's, as 2026-12-01. */
    promisedDate: text("promised_date"),
    deliverTo: json<PostalAddress>("deliver_to"),
    /** Stripe's id; the invoice may come later, or never. */
    invoiceId: text("invoice_id"),
    url: text("url"),
    /** This order's own planned steps; null where it goes by its kind's. */
    steps: json<string[]>("steps"),
    /** The planned steps it keeps although its kind's have changed since. */
    frozenSteps: json<string[]>("frozen_steps"),
    cancelled: flag("cancelled").notNull().default(false),
    /** When its source first said so to us; null where it never said otherwise. */
    cancelledAt: integer("cancelled_at"),
    /** What staff told the customer with it, where they did. */
    cancelReason: text("cancel_reason"),

    // What all events together say, written anew with every change of them.
    step: text("step"),
    stepAt: integer("step_at"),
    /** What we wait for from the customer, and the event that asks for it. */
    needs: text("needs"),
    needsEventId: text("needs_event_id"),
    /** It waits for us: the customer answered the newest event that asks for something with a change. */
    changeAsked: flag("change_asked").notNull().default(false),
    doneAt: integer("done_at"),
    /** Neither done nor cancelled. */
    open: flag("open").notNull().default(true),
    /** How many parcels its events tell of, and how many of those are delivered. */
    parcels: integer("parcels").notNull().default(0),
    parcelsDelivered: integer("parcels_delivered").notNull().default(0),
    /** The newest that happened to it, by which lists are sorted. */
    newestAt: integer("newest_at").notNull(),

    /** When it was first found to be running late. */
    lateAt: integer("late_at"),

    source: text("source", { enum: orderSources }).notNull(),
    /** When the source says it was changed: what is older changes nothing. */
    sourceUpdatedAt: integer("source_updated_at").notNull(),
    /** The earliest of these times that was told: its age where nothing else says it. */
    firstToldAt: integer("first_told_at").notNull().default(0),
    /** SHA-256 of what the source said, to tell a repetition. */
    sourceSha: text("source_sha").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    unique("orders_org_id").on(t.orgId, t.id),
    index("orders_org_list").on(t.orgId, t.open, t.newestAt, t.id),
    index("orders_org_invoice").on(t.orgId, t.invoiceId),
    // Each order is in one of the first three: the staff's board reads them in turn.
    index("orders_moving")
      .on(t.kind, promisedDay(t.promisedDate), t.id)
      .where(sql`open = 1 and needs is null`),
    index("orders_waiting")
      .on(t.kind, promisedDay(t.promisedDate), t.id)
      .where(sql`open = 1 and needs is not null`),
    index("orders_closed")
      .on(t.kind, t.cancelled, t.newestAt, t.id)
      .where(sql`open = 0`),
    index("orders_unmarked")
      .on(t.promisedDate, t.id)
      .where(sql`open = 1 and needs is null and late_at is null`),
  ],
);

// Said as the partial indexes say it, so that each range is read from its own.
export const isOrderMoving = sql`${orders.open} = 1 and ${orders.needs} is null`;
export const isWaiting = sql`${orders.open} = 1 and ${orders.needs} is not null`;
export const isClosed = sql`${orders.open} = 0`;

const orderId = () => text("order_id").notNull();

/** A part of an order belongs to whom the order belongs, and goes along when that moves. */
const ofOrder = (name: string, t: { orgId: SQLiteColumn; orderId: SQLiteColumn }) =>
  foreignKey({ name, columns: [t.orgId, t.orderId], foreignColumns: [orders.orgId, orders.id] })
    .onUpdate("cascade")
    .onDelete("cascade");

export const orderItems = sqliteTable(
  "order_items",
  {
    orgId: orgId().notNull(),
    orderId: orderId(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    quantity: real("quantity").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.position] }), ofOrder("order_items_order", t)],
);

export const orderFiles = sqliteTable(
  "order_files",
  {
    orgId: orgId().notNull(),
    orderId: orderId(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    /** https; shown, never fetched. */
    url: text("url").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.position] }), ofOrder("order_files_order", t)],
);

/** What was promised when: the history of an order's date, also of what arrived late. */
export const orderPromises = sqliteTable(
  "order_promises",
  {
    orgId: orgId().notNull(),
    orderId: orderId(),
    statedAt: integer("stated_at").notNull(),
    promisedDate: text("promised_date"),
    /** Who stated it; null where that was not kept yet. */
    source: text("source", { enum: orderSources }),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.statedAt] }), ofOrder("order_promises_order", t)],
);

export const orderEvents = sqliteTable(
  "order_events",
  {
    orgId: orgId().notNull(),
    orderId: orderId(),
    /** The source's own name for it: one order has each once. */
    eventId: text("event_id").notNull(),
    step: text("step").notNull(),
    occurredAt: integer("occurred_at").notNull(),
    arrivedAt: integer("arrived_at").notNull(),
    note: text("note"),
    carrier: text("carrier"),
    trackingNumber: text("tracking_number"),
    trackingUrl: text("tracking_url"),
    needs: text("needs"),
    /** What it happened to, where that is not the whole order. */
    parcel: json<ToldParcel>("parcel"),
    source: text("source", { enum: orderSources }).notNull(),
    /** Who told it: a key by name and first characters, a staff address. */
    actor: text("actor").notNull(),
    importId: text("import_id"),
    /** When the customer's people were mailed about it; null where they were not. */
    toldAt: integer("told_at"),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.eventId] }),
    index("order_events_time").on(t.orgId, t.orderId, t.occurredAt),
    ofOrder("order_events_order", t),
  ],
);

/** A file in `files/`, by its id, that a step shows to the customer before they answer it. */
export const stepFiles = sqliteTable(
  "step_files",
  {
    id: text("id").primaryKey(),
    orgId: orgId().notNull(),
    orderId: orderId(),
    eventId: text("event_id").notNull(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    /** What its bytes and its name agree on. */
    type: text("type").notNull(),
    bytes: integer("bytes").notNull(),
    sha256: text("sha256").notNull(),
    /** In pixels; null where it is no picture that a browser shows. */
    width: integer("width"),
    height: integer("height"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [index("step_files_order").on(t.orgId, t.orderId, t.position), ofOrder("step_files_order_of", t)],
);

/** Events that were taken back: told again they do not come again. */
export const removedEvents = sqliteTable(
  "removed_events",
  {
    orgId: orgId().notNull(),
    orderId: orderId(),
    eventId: text("event_id").notNull(),
    removedAt: integer("removed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.eventId] }), ofOrder("removed_events_order", t)],
);

export const orderDecisions = ["approved", "change"] as const;
export type OrderDecision = (typeof orderDecisions)[number];

/** What a customer's person answered when an event asked for something: they gave it, or asked for a change. */
export const orderApprovals = sqliteTable(
  "order_approvals",
  {
    orgId: orgId().notNull(),
    orderId: orderId(),
    eventId: text("event_id").notNull(),
    /** What was asked for, in the words that were shown. */
    asked: text("asked").notNull(),
    decision: text("decision", { enum: orderDecisions }).notNull().default("approved"),
    /** What they added; of a change, what it is. */
    note: text("note"),
    personId: personId()
      .notNull()
      .references(() => people.id),
    /** The person's address at the time. */
    email: text("email").notNull(),
    approvedAt: integer("approved_at").notNull(),
    /** Whose person that was: the order may have moved since. */
    givenByOrg: text("given_by_org").$type<OrgId>(),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.eventId] }), ofOrder("order_approvals_order", t)],
);

/** The company's planned steps of each kind. */
export const steps = sqliteTable(
  "steps",
  {
    kind: text("kind", { enum: orderKinds }).notNull(),
    position: integer("position").notNull(),
    /** What the sources call it. */
    key: text("key").notNull(),
    /** What customers read. */
    name: text("name").notNull(),
    /** Taken off the list; orders that have it keep its name. */
    retiredAt: integer("retired_at"),
  },
  (t) => [primaryKey({ columns: [t.kind, t.key] })],
);

/** The lists that a kind's was before, until each was replaced: what an order went by then, it may go by still. */
export const stepLists = sqliteTable(
  "step_lists",
  {
    id: integer("id").primaryKey(),
    kind: text("kind", { enum: orderKinds }).notNull(),
    keys: json<string[]>("keys").notNull(),
    replacedAt: integer("replaced_at").notNull(),
  },
  (t) => [index("step_lists_kind").on(t.kind, t.id)],
);

/** What the staff's board is often looked through for, under the company's own names; as its URL says it. */
export const boardFilters = sqliteTable("board_filters", {
  id: text("id").primaryKey(),
  name: text("name").notNull().unique(),
  state: text("state", { enum: orderStates }),
  kind: text("kind", { enum: orderKinds }),
  q: text("q"),
  createdBy: text("created_by").notNull(),
  createdAt: integer("created_at").notNull(),
});

/** One row, counted up (triggers) with what is on everybody's pages, so that these can be validated by it. */
export const everybodysVersion = sqliteTable("everybodys_version", {
  id: integer("id").primaryKey(),
  version: integer("version").notNull(),
});
