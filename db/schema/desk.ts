import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag } from "./columns.ts";
import { requestId } from "./requests.ts";

/** Which staff have a thread open, so that two do not answer at once. */
export const requestReaders = sqliteTable(
  "request_readers",
  {
    requestId: requestId(),
    email: text("email").notNull(),
    seenAt: integer("seen_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.email] })],
);

/** Answers of the staff that can still be taken back, or that could not go: no customer knows of them. */
export const leavingAnswers = sqliteTable(
  "leaving_answers",
  {
    id: text("id").primaryKey(),
    requestId: requestId(),
    /** Its author's address and name. */
    email: text("email").notNull(),
    name: text("name"),
    text: text("text").notNull(),
    closing: flag("closing").notNull(),
    /** The place of the last message that its author had before them. */
    seen: integer("seen").notNull(),
    /** The organization it was written to; null is nobody's. */
    customer: text("customer"),
    /** The hidden key of its form, and the key under which its files wait. */
    formKey: text("form_key").notNull(),
    draft: text("draft"),
    leavesAt: integer("leaves_at").notNull(),
    stopped: text("stopped", { enum: ["undone", "overtaken", "givenSince", "failed"] }),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    index("leaving_answers_due")
      .on(t.leavesAt)
      .where(sql`stopped is null`),
    index("leaving_answers_request").on(t.requestId),
    index("leaving_answers_email").on(t.email),
  ],
);

/** What the company sorts its requests by, in its own words. */
export const tags = sqliteTable("tags", {
  id: text("id").primaryKey(),
  name: text("name").notNull().unique(),
  createdBy: text("created_by").notNull(),
  createdAt: integer("created_at").notNull(),
});

export const requestTags = sqliteTable(
  "request_tags",
  {
    tagId: text("tag_id")
      .notNull()
      .references(() => tags.id, { onDelete: "cascade" }),
    requestId: requestId(),
  },
  (t) => [primaryKey({ columns: [t.tagId, t.requestId] }), index("request_tags_request").on(t.requestId)],
);

export const savedReplies = sqliteTable("saved_replies", {
  id: text("id").primaryKey(),
  name: text("name").notNull().unique(),
  text: text("text").notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: integer("created_at").notNull(),
});
