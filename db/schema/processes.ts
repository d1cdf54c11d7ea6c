import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The processes that work on the file, and when each last said that it lives, in epoch milliseconds. */
export const processes = sqliteTable("processes", {
  life: text("life").primaryKey(),
  seenAt: integer("seen_at").notNull(),
});
