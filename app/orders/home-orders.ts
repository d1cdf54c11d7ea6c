import type { Tenant } from "#db/tenant.ts";
import { isoDay } from "../text/format.ts";
import { orderProgress } from "./order-progress.ts";
import { findThumbnail } from "./step-files.ts";
import { countOpenOrders, countOrders, listOrders } from "./orders.ts";

const shown = 3;

export type HomeOrders = ReturnType<typeof homeOrders>;

/** What home says of orders: which wait for the customer, with what they show, and of the others the late ones before the newest, with how far each is. */
export function homeOrders(tenant: Tenant, now: number) {
  const today = isoDay(now);
  const waiting = { statuses: ["waiting"] as const, q: null };
  const others = { statuses: ["late", "on-track", "done", "cancelled"] as const, q: null };
  const asking = listOrders(tenant, today, { filter: waiting, limit: shown }).orders;
  const newest = listOrders(tenant, today, { filter: others, limit: shown }).orders;
  return {
    waiting: asking.map((order) => ({ ...order, thumbnail: findThumbnail(tenant, order.id, order.needsEventId!) })),
    waitingCount: countOrders(tenant, today, waiting),
    newest: newest.map((order) => ({ ...order, progress: orderProgress(tenant, order) })),
    count: countOpenOrders(tenant).all,
  };
}
