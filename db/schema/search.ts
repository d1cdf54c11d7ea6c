import { integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";

export const searchKinds = ["organization", "person", "request", "order", "invoice"] as const;
export type SearchKind = (typeof searchKinds)[number];

const kind = () => text("kind", { enum: searchKinds }).notNull();

/** What the index of words knows: `id` is its row there, the higher the newer. */
export const searchEntries = sqliteTable(
  "search_entries",
  {
    kind: kind(),
    id: integer("id").notNull(),
    /** The id of the message, organization, person, order or invoice. */
    item: text("item").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id] }), unique("search_entries_item").on(t.kind, t.item)],
);

/** What came, went or reads otherwise since it was indexed; triggers write it down. */
export const searchChanges = sqliteTable("search_changes", { kind: kind(), item: text("item").notNull() }, (t) => [
  primaryKey({ columns: [t.kind, t.item] }),
]);
