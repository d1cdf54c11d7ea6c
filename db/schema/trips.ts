import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { outbox } from "./mail.ts";

/** What people go to from a mail, and end with. */
export const tripEnds = ["seen", "pdf", "paid", "answered", "asked", "off"] as const;
export type TripEnd = (typeof tripEnds)[number];

/**
 * The way from a mail with a link to what it is about: no address, no browser and no organization. All times in epoch
 * milliseconds. It goes with its mail.
 */
export const trips = sqliteTable(
  "trips",
  {
    mailId: text("mail_id")
      .primaryKey()
      .references(() => outbox.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    sentAt: integer("sent_at").notNull(),
    /** When it was sent, where nobody tells of deliveries. */
    deliveredAt: integer("delivered_at"),
    /** The first that was opened of it by who is no machine. */
    firstHitAt: integer("first_hit_at"),
    /** When the look began that goes on, or was the last, and its newest step. */
    lookedAt: integer("looked_at"),
    steppedAt: integer("stepped_at"),
    /** When the look began that a person is proven to have taken. */
    personAt: integer("person_at"),
    /** When Pay was pressed: it is paid when Stripe says so. */
    payingAt: integer("paying_at"),
    doneAt: integer("done_at"),
    done: text("done", { enum: tripEnds }),
    /** Links and buttons pressed in the look, the mail's own link too, until it was done. */
    taps: integer("taps").notNull().default(0),
    hitsMachine: integer("hits_machine").notNull().default(0),
  },
  (t) => [index("trips_sent").on(t.sentAt)],
);

/** Sums of the trips that are too old to be kept, by the week (as "2026-W48") that their mails were sent in. */
export const tripWeeks = sqliteTable(
  "trip_weeks",
  {
    week: text("week").notNull(),
    kind: text("kind").notNull(),
    /** What they ended with; empty where nothing. */
    done: text("done").notNull(),
    delivered: integer("delivered").notNull(),
    likely: integer("likely").notNull(),
    proven: integer("proven").notNull(),
    taps: integer("taps").notNull(),
    /** From the look's beginning to its end, of the proven ones. */
    seconds: integer("seconds").notNull(),
    hitsMachine: integer("hits_machine").notNull(),
  },
  (t) => [primaryKey({ columns: [t.week, t.kind, t.done] })],
);
