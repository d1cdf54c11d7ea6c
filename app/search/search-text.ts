import { or, sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { cleanLine, normalized } from "../text/clean.ts";

const maxSearchLength = 60;

/** What somebody typed to look for, with its spaces in order; null where that is nothing. */
export function readSearch(typed: string | null): string | null {
  const text = cleanLine(normalized(typed ?? "", "NFKC", 10 * maxSearchLength)).slice(0, maxSearchLength);
  return text || null;
}

/** A text in small and in large letters, for comparing it with `lower()`: SQLite itself knows only the English ones. */
export function spellingsOf(text: string): string[] {
  const [first = "", ...rest] = text;
  const [head, tail] = [first.toUpperCase(), rest.join("")];
  return [text, text.toLowerCase(), text.toUpperCase(), head + tail, head + tail.toLowerCase()];
}

/** Rows whose column holds the text, in small or large letters. */
export function holds(column: SQLiteColumn, text: string): SQL {
  return or(...[...new Set(spellingsOf(text))].map((one) => sql`instr(lower(${column}), lower(${one})) > 0`))!;
}
