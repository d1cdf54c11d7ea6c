import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { personId } from "./columns.ts";
import { people } from "./organizations.ts";

/** Addresses that people gave up for others of theirs, and can have back for a while. */
export const addressChanges = sqliteTable(
  "address_changes",
  {
    id: text("id").primaryKey(),
    personId: personId()
      .notNull()
      .references(() => people.id),
    oldEmail: text("old_email").notNull(),
    newEmail: text("new_email").notNull(),
    at: integer("at").notNull(),
    /** sha256 of the token that was mailed to the old address. */
    undoHash: text("undo_hash").notNull().unique(),
    /** Until then it can be undone, and the old address is nobody else's. Epoch milliseconds, as all times. */
    undoUntil: integer("undo_until").notNull(),
    /** When it was undone, or another change took its place. */
    endedAt: integer("ended_at"),
  },
  (t) => [
    uniqueIndex("address_changes_open")
      .on(t.oldEmail)
      .where(sql`ended_at is null`),
    index("address_changes_person").on(t.personId, t.at),
    index("address_changes_at").on(t.at),
  ],
);
