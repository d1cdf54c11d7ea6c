import { and, desc, eq, sql } from "drizzle-orm";
import { searchEntries, type SearchKind } from "#db/schema/search.ts";
import { searchWords } from "#db/search.ts";
import type { Staff } from "#db/tenant.ts";
import { askedWords } from "./search-words.ts";

/** The ids of the newest rows of a kind that have all the words of a text, the newest first; a request's are its messages'. */
export function findItems({ db }: Staff, kind: SearchKind, text: string, most: number): string[] {
  const asked = askedWords(text);
  if (!asked) return [];
  const words = searchWords[kind];
  const matching = db
    .select({ id: words.id })
    .from(words)
    .where(sql`${sql.identifier(`search_${kind}`)} match ${asked}`)
    .orderBy(desc(words.id))
    .limit(most)
    .as("matching");
  return db
    .select({ item: searchEntries.item })
    .from(matching)
    .innerJoin(searchEntries, and(eq(searchEntries.kind, kind), eq(searchEntries.id, matching.id)))
    .orderBy(desc(matching.id))
    .all()
    .map(({ item }) => item);
}
