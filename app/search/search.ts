import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { searchEntries, type SearchKind } from "#db/schema/search.ts";
import { searchWords } from "#db/search.ts";
import type { Staff } from "#db/tenant.ts";
import { askedWords } from "./search-words.ts";

/** The ids of the newest rows of a kind that have all the words of a text, the newest first; a request's are its messages'. */
export function findItems({ db }: Staff, kind: SearchKind, text: string, limit: number): string[] {
  const asked = askedWords(text);
  if (!asked) return [];
  const words = searchWords[kind];
  // Two statements: one would be planned from the entries, and ask the words anew for each.
  const ids = db
    .select({ id: words.id })
    .from(words)
    .where(sql`${sql.identifier(`search_${kind}`)} match ${asked}`)
    .orderBy(desc(words.id))
    .limit(limit)
    .all()
    .map(({ id }) => id);
  return db
    .select({ item: searchEntries.item })
    .from(searchEntries)
    .where(and(eq(searchEntries.kind, kind), inArray(searchEntries.id, ids)))
    .orderBy(desc(searchEntries.id))
    .all()
    .map(({ item }) => item);
}
