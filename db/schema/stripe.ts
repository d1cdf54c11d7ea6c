import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, leased } from "./columns.ts";

export const stripeEvents = sqliteTable(
  "stripe_event",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    eventId: text("event_id").notNull().unique(),
    source: text("source", { enum: ["webhook", "poll"] }).notNull(),
    style: text("style", { enum: ["snapshot", "thin"] }).notNull(),
    type: text("type").notNull(),
    apiVersion: text("api_version"),
    livemode: flag("livemode"),
    account: text("account"),
    /** Epoch seconds, as Stripe sends it. */
    created: integer("created"),
    objectType: text("object_type"),
    objectId: text("object_id"),
    payload: text("payload"),
    receivedAt: integer("received_at").notNull(),
    deliveries: integer("deliveries").notNull().default(1),
    status: text("status", { enum: ["queued", "ignored", "rejected_mode"] }).notNull(),
  },
  (t) => [
    index("stripe_event_received").on(t.receivedAt),
    index("stripe_event_payload")
      .on(t.receivedAt)
      .where(sql`payload is not null`),
  ],
);

export const stripeDirty = sqliteTable(
  "stripe_dirty",
  {
    objectType: text("object_type").notNull(),
    objectId: text("object_id").notNull(),
    gen: integer("gen").notNull(),
    doneGen: integer("done_gen").notNull().default(0),
    /** Epoch milliseconds of the newest event that marked it; null where no event did (backfill, reconcile). */
    eventAt: integer("event_at"),
    priority: integer("priority").notNull().default(0),
    notBefore: integer("not_before").notNull(),
    /** Epoch milliseconds: since when it waits, whatever was tried meanwhile. */
    toldAt: integer("told_at").notNull().default(0),
    /** Tries that failed for the object's own sake. */
    attempts: integer("attempts").notNull().default(0),
    /** Tries that Stripe as a whole gave no answer to: they set the pace, and count against nothing. */
    unanswered: integer("unanswered").notNull().default(0),
    ...leased(),
    lastError: text("last_error"),
    parkedAt: integer("parked_at"),
  },
  (t) => [
    primaryKey({ columns: [t.objectType, t.objectId] }),
    index("stripe_dirty_due")
      .on(t.priority, t.notBefore)
      .where(sql`gen > done_gen and parked_at is null`),
    index("stripe_dirty_parked")
      .on(t.parkedAt)
      .where(sql`parked_at is not null`),
  ],
);

/** One row: the observation counter. A number is taken before every request to Stripe. */
export const stripeObs = sqliteTable("stripe_obs", {
  id: integer("id").primaryKey(),
  value: integer("value").notNull(),
});

/** One row while Stripe does not answer, none while it does. Times are epoch milliseconds. */
export const stripeOutage = sqliteTable("stripe_outage", {
  id: integer("id").primaryKey(),
  since: integer("since").notNull(),
  reason: text("reason").notNull(),
  /** When the company's people were told. */
  toldAt: integer("told_at"),
});

/** One window of a sweep over Stripe's lists: resumable, as a page and its cursor are saved together. */
export const stripeCursors = sqliteTable(
  "stripe_cursor",
  {
    /** "backfill", "reconcile" or "events". */
    job: text("job").notNull(),
    objectType: text("object_type").notNull(),
    /** Epoch seconds: what was created from here, and before there. */
    from: integer("from_created").notNull(),
    to: integer("to_created").notNull(),
    /** The object that the last page ended with; where a list has no time, the customer whose own was read last. */
    startingAfter: text("starting_after"),
    /** Epoch seconds: when that object was created. */
    at: integer("at_created"),
    state: text("state", { enum: ["waiting", "running", "done", "failed"] }).notNull(),
    pages: integer("pages").notNull().default(0),
    rows: integer("rows").notNull().default(0),
    /** Rows that stood otherwise here, with nothing on its way to mend them. */
    drifted: integer("drifted").notNull().default(0),
    attempts: integer("attempts").notNull().default(0),
    notBefore: integer("not_before").notNull().default(0),
    error: text("error"),
    ...leased(),
    startedAt: integer("started_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.job, t.objectType, t.from] })],
);
