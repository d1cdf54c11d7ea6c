import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { orgId } from "./columns.ts";
import { messages, requestId } from "./requests.ts";

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
