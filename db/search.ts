import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { searchKinds, type SearchKind } from "./schema/search.ts";

const wordsTable = (kind: SearchKind) =>
  sqliteTable(`search_${kind}`, { id: integer("rowid").primaryKey(), words: text("words").notNull() });

/**
 * Each kind's table of words (https://sqlite.org/fts5.html, contentless-delete): `words` is written and matched, never
 * read. Made in a migration by hand, as drizzle knows no virtual tables.
 */
export const searchWords = Object.fromEntries(searchKinds.map((kind) => [kind, wordsTable(kind)])) as Record<
  SearchKind,
  ReturnType<typeof wordsTable>
>;
