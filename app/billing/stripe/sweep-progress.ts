import { count, eq, gt, isNull, and } from "drizzle-orm";
import { stripeCustomers } from "#db/schema/billing.ts";
import { stripeCursors } from "#db/schema/stripe.ts";
import type { Staff, System } from "#db/tenant.ts";

type Row = typeof stripeCursors.$inferSelect;

/** Nothing at Stripe is older than Stripe (1 January 2011), in epoch seconds. */
export const oldestSecond = 1_293_840_000;
const rowsPerPage = 100;
const perCustomer = new Set(["payment_method", "tax_id"]);
const customersPerPage = 10;
const isOpen = ({ state }: Pick<Row, "state">) => state === "waiting" || state === "running";

/** How many rows a window has probably still before it, by what it has brought so far; null before its first page. */
export function rowsLeft({ from, to, at, rows }: Pick<Row, "from" | "to" | "at" | "rows">): number | null {
  if (at === null) return null;
  return (rows / Math.max(1, to - at)) * Math.max(0, at - Math.max(from, oldestSecond));
}

export type SweepState = NonNullable<ReturnType<typeof findSweep>>;

/**
 * How the newest sweep of a kind stands ("backfill", "reconcile"): its rows, what stood otherwise and what could not be
 * read by type, and how many requests are made and probably left; null where there was none. Times are epoch
 * milliseconds.
 */
export function findSweep({ db }: System | Staff, job: "backfill" | "reconcile") {
  const windows = db.select().from(stripeCursors).where(eq(stripeCursors.job, job)).all();
  const [first] = windows;
  if (!first) return null;
  const sums = new Map<string, { rows: number; drifted: number; error: string | null }>();
  let [made, left] = [0, 0];
  for (const window of windows) {
    const sum = sums.get(window.objectType) ?? { rows: 0, drifted: 0, error: null };
    const error = window.state === "failed" ? window.error : sum.error;
    sums.set(window.objectType, { rows: sum.rows + window.rows, drifted: sum.drifted + window.drifted, error });
    const isPerCustomer = perCustomer.has(window.objectType);
    made += window.pages * (isPerCustomer ? customersPerPage : 1);
    if (isOpen(window)) left += isPerCustomer ? customersAfter(window) : 1 + (rowsLeft(window) ?? 0) / rowsPerPage;
  }
  function customersAfter({ startingAfter }: Row): number {
    const after = and(isNull(stripeCustomers.deletedAt), gt(stripeCustomers.id, startingAfter ?? ""));
    return db.select({ n: count() }).from(stripeCustomers).where(after).get()!.n;
  }
  const types = [...sums].map(([type, sum]) => ({ type, ...sum }));
  const isDone = !windows.some(isOpen);
  return {
    startedAt: first.startedAt,
    endedAt: isDone ? Math.max(...windows.map(({ updatedAt }) => updatedAt)) : null,
    types,
    rows: types.reduce((sum, { rows }) => sum + rows, 0),
    drifted: types.reduce((sum, { drifted }) => sum + drifted, 0),
    requests: { made, left: Math.ceil(left) },
    /** Why it does not get on, where it does not. */
    waitsFor: windows.find((window) => isOpen(window) && window.error)?.error ?? null,
  };
}
