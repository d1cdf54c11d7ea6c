import type { stripeCursors } from "#db/schema/stripe.ts";
import { oldestSecond, rowsLeft } from "./sweep-progress.ts";

type Row = Pick<typeof stripeCursors.$inferSelect, "from" | "to" | "at" | "rows" | "notBefore">;

const worthSplitting = 150;

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
  const lowest = Math.max(row.from, oldestSecond);
  const middle = Math.floor((lowest + row.at!) / 2);
  return middle > lowest && middle < row.at! ? { row, middle } : null;
}
