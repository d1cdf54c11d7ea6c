import { and, desc, eq, sql } from "drizzle-orm";
import { searchEntries, type SearchKind } from "#db/schema/search.ts";
import { searchWords } from "#db/search.ts";
import type { Staff } from "#db/tenant.ts";
import { askedWords } from "./search-words.ts";

/** The ids of the newest rows of a kind that have all the words of a text, the newest first; a request's are its messages'. */
export function findItems({ db }: Staff, kind: SearchKind, text: string, limit: number): string[] {
  const asked = askedWords(text);
  if (!asked) return [];
  const words = searchWords[kind];
  const { id, item } = searchEntries;
  // A cross join is read in its order: first the words, from the newest on, and only then the entry of each.
  return db
    .select({ item })
    .from(words)
    .crossJoin(searchEntries)
    .where(and(sql`${sql.identifier(`search_${kind}`)} match ${asked}`, eq(searchEntries.kind, kind), eq(id, words.id)))
    .orderBy(desc(words.id))
    .limit(limit)
    .all()
    .map((row) => row.item);
}
