import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { orgId, personId } from "./columns.ts";
import { memberships } from "./organizations.ts";
import { messages, readKinds, requestId, requestJobs } from "./requests.ts";

export const closingAnswers = ["yes", "no"] as const;
export type ClosingAnswer = (typeof closingAnswers)[number];

/** Whether a closed request had been answered, as its customer says; one for each time it was closed. */
export const closingVotes = sqliteTable(
  "closing_votes",
  {
    /** The message that says that it was closed. */
    messageId: text("message_id")
      .primaryKey()
      .references(() => messages.id, { onDelete: "cascade" }),
    orgId: orgId().notNull(),
    requestId: requestId(),
    answer: text("answer", { enum: closingAnswers }).notNull(),
    at: integer("at").notNull(),
  },
  (t) => [index("closing_votes_request").on(t.requestId), index("closing_votes_at").on(t.at)],
);

/** When somebody last looked at an invoice, an order, or the billing details or payment methods. Ends with the membership. */
export const reads = sqliteTable(
  "reads",
  {
    orgId: orgId().notNull(),
    personId: personId().notNull(),
    kind: text("kind", { enum: readKinds }).notNull(),
    /** The invoice's or order's id; empty of what an organization has one of. */
    itemId: text("item_id").notNull(),
    at: integer("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.personId, t.kind, t.itemId] }),
    index("reads_at").on(t.at),
    foreignKey({
      columns: [t.orgId, t.personId],
      foreignColumns: [memberships.orgId, memberships.personId],
    }).onDelete("cascade"),
  ],
);

/** How many of a job's questions came each week before the portal, as somebody of the company said. */
export const baselines = sqliteTable("baselines", {
  job: text("job", { enum: requestJobs }).primaryKey(),
  perWeek: integer("per_week").notNull(),
  saidAt: integer("said_at").notNull(),
  /** The staff address of who said so. */
  saidBy: text("said_by").notNull(),
});
