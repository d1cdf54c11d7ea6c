import type { stripeCursors } from "#db/schema/stripe.ts";

type Row = Pick<typeof stripeCursors.$inferSelect, "from" | "to" | "at" | "rows" | "notBefore">;

/** Nothing at Stripe is older than Stripe (1 January 2011), in epoch seconds. */
const oldest = 1_293_840_000;
const worthSplitting = 150;

/**
 * How many rows a window has probably still before it, by what it has brought so far; null before its first page, and
 * where its list has no time.
 */
export function rowsLeft({ from, to, at, rows }: Row): number | null {
  if (at === null) return null;
  return (rows / Math.max(1, to - at)) * Math.max(0, at - Math.max(from, oldest));
}

/**
 * The window with the most before it and where to halve it, at a time in epoch seconds; null where none is worth it.
 * Lists come newest first, so the lane that has the window goes on with its newer half.
 */
export function splitOf<R extends Row>(rows: readonly R[]): { row: R; middle: number } | null {
  const [largest] = rows
    .map((row) => ({ row, left: row.notBefore ? 0 : (rowsLeft(row) ?? 0) }))
    .filter(({ left }) => left >= worthSplitting)
    .sort((a, b) => b.left - a.left);
  if (!largest) return null;
  const { row } = largest;
  const lowest = Math.max(row.from, oldest);
  const middle = Math.floor((lowest + row.at!) / 2);
  return middle > lowest && middle < row.at! ? { row, middle } : null;
}
