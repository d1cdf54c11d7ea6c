import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { OrgId } from "../ids.ts";
import { json, personId } from "./columns.ts";
import { people, type Role } from "./organizations.ts";

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

/** Where somebody was, to be there again if they come back. */
export type HeldMembership = { orgId: OrgId; role: Role };

/** People who leave for good: for a while they can come back, then all that names them is erased. */
export const departures = sqliteTable(
  "departures",
  {
    personId: personId()
      .primaryKey()
      .references(() => people.id),
    askedAt: integer("asked_at").notNull(),
    /** From when on they are erased. */
    dueAt: integer("due_at").notNull(),
    /** sha256 of the token that they were mailed to come back by. */
    undoHash: text("undo_hash").unique(),
    held: json<HeldMembership[]>("held").notNull(),
    /** Who of the company did it, and why; null where the person did. */
    doneBy: text("done_by"),
    reason: text("reason"),
    cancelledAt: integer("cancelled_at"),
    erasedAt: integer("erased_at"),
    /** How many rows were erased, by table. */
    counts: json<Record<string, number>>("counts").notNull(),
  },
  (t) => [
    index("departures_due")
      .on(t.dueAt)
      .where(sql`cancelled_at is null and erased_at is null`),
  ],
);
