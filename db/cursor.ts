import { and, gt, gte, lt, lte, or, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

type Part<T> = { pattern: RegExp; read: (text: string) => T };

/** Epoch milliseconds, before 1970 too. */
export const moment: Part<number> = { pattern: /-?\d{1,15}/, read: Number };
export const wholeNumber: Part<number> = { pattern: /\d{1,15}/, read: Number };
export const calendarDay: Part<string> = { pattern: /\d{4}-\d\d-\d\d/, read: String };
/** Which of so many groups a row is in, where a list has one group after the other. */
export const groupOf = (groups: number): Part<number> => ({ pattern: new RegExp(`[0-${groups - 1}]`), read: Number });
export const rowId = (prefix = ""): Part<string> => ({ pattern: new RegExp(`${prefix}[\\w-]{1,255}`), read: String });

type Parts = Readonly<Record<string, Part<string> | Part<number>>>;
type Place<P extends Parts> = { readonly [Name in keyof P]: ReturnType<P[Name]["read"]> };

/**
 * The cursor of a list that is shown page by page: what the last row of a page is sorted by, as one text for a URL.
 * What `read` does not understand is no cursor, and gives null: the first page.
 */
export function cursorOf<P extends Parts>(parts: P, separator: "_" | "." = "_") {
  const names = Object.keys(parts);
  const patterns = names.map((name) => `(${parts[name]!.pattern.source})`);
  const whole = new RegExp(`^${patterns.join(separator === "." ? "\\." : separator)}$`);
  return {
    read(text: string | null): Place<P> | null {
      const match = whole.exec(text ?? "");
      if (!match) return null;
      return Object.fromEntries(names.map((name, at) => [name, parts[name]!.read(match[at + 1]!)])) as Place<P>;
    },
    write: (place: Place<P>): string => names.map((name) => place[name]).join(separator),
  };
}

/**
 * Rows after the one of those values, in a list that is sorted by a value and, where that is the same, by id. The bound
 * on the value alone is what an index is searched by.
 */
export function isAfter(
  direction: "asc" | "desc",
  [sorted, value]: readonly [SQLiteColumn | SQL, number | string],
  [id, rowsId]: readonly [SQLiteColumn, string],
): SQL {
  const [atLeast, beyond] = direction === "asc" ? [gte, gt] : [lte, lt];
  const by = sorted as SQLiteColumn;
  return and(atLeast(by, value), or(beyond(by, value), beyond(id, rowsId)))!;
}

/** A page of rows that were asked for with one more than `limit`, and the next page's cursor, or null. */
export function cutPage<Row>(rows: readonly Row[], limit: number, cursorAt: (last: Row) => string) {
  const page = rows.slice(0, limit);
  return { page, next: rows.length > limit ? cursorAt(page.at(-1)!) : null };
}
