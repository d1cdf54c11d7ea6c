import { or, sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

const longestSearch = 60;

/** What somebody typed to look for, with its spaces in order; null where that is nothing. */
export function readSearch(typed: string | null): string | null {
  const text = (typed ?? "")
    .normalize("NFKC")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, longestSearch);
  return text || null;
}

/** Rows whose column holds the text, in small or large letters: SQLite itself knows only the English ones. */
export function holds(column: SQLiteColumn, text: string): SQL {
  const [first = "", ...rest] = text;
  const spellings = new Set([text, text.toLowerCase(), text.toUpperCase(), first.toUpperCase() + rest.join("")]);
  return or(...[...spellings].map((one) => sql`instr(lower(${column}), lower(${one})) > 0`))!;
}
