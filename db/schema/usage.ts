import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** How somebody came: by a link in a mail or a text message, or in the portal itself. */
export const usageVias = ["mail", "text", "portal"] as const;
export type UsageVia = (typeof usageVias)[number];

/** Who it was, as far as one hit tells. All but the first two are left out of every figure, and shown as left out. */
export const usageHows = ["person", "likely", "machine", "staff", "left-out"] as const;
export type UsageHow = (typeof usageHows)[number];

/** What people came for and got, each counted where it is true. */
export const outcomes = [
  "invoice.pdf",
  "invoice.paid",
  "details.saved",
  "order.seen",
  "order.followed",
  "order.approved",
  "request.asked",
  "request.by-mail",
  "signed-in",
  "off.by-link",
  "digest.opened",
] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * How often something was used on a day of the company's calendar. No person, organization, address, browser or id: only
 * what is on the closed lists.
 */
export const usageDays = sqliteTable(
  "usage_days",
  {
    day: text("day").notNull(),
    what: text("what").notNull(),
    via: text("via", { enum: usageVias }).notNull(),
    how: text("how", { enum: usageHows }).notNull(),
    n: integer("n").notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.what, t.via, t.how] })],
);
