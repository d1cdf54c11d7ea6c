import type { Tenant } from "#db/tenant.ts";
import { isoDay } from "../text/format.ts";
import { countOpenOrders, countOrders, listOrders } from "./orders.ts";

const askingShown = 3;

export type HomeOrders = ReturnType<typeof homeOrders>;

/** What home says of orders: which wait for the customer or are running late, and the newest of the others. */
export function homeOrders(tenant: Tenant, now: number) {
  const today = isoDay(now);
  const [waiting, late] = (["waiting", "late"] as const).map((status) => ({ statuses: [status], q: null }));
  const others = { statuses: ["on-track", "done", "cancelled"] as const, q: null };
  const list = (filter: typeof waiting) => listOrders(tenant, today, { filter, limit: askingShown }).orders;
  return {
    asking: [...list(waiting), ...list(late)].slice(0, askingShown),
    waitingCount: countOrders(tenant, today, waiting),
    lateCount: countOrders(tenant, today, late),
    newest: listOrders(tenant, today, { filter: others, limit: 1 }).orders[0] ?? null,
    count: countOpenOrders(tenant).all,
  };
}
