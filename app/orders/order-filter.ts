import { orderStatuses, type OrderStatus } from "./order-status.ts";
import type { OrderFilter } from "./orders.ts";
import { readSearch } from "../search/search-text.ts";

/** What a customer can choose among: the statuses, and all that is neither done nor cancelled. */
export const listedOrderStatuses = ["open", ...orderStatuses] as const;
export type ListedOrderStatus = (typeof listedOrderStatuses)[number];

export type AskedOrders = { status: ListedOrderStatus | null; q: string | null };

const openOnes: readonly OrderStatus[] = ["on-track", "waiting", "late"];

/** What a query asks for; nonsense asks for nothing. */
export function readAskedOrders(query: URLSearchParams): AskedOrders {
  const status = listedOrderStatuses.find((one) => one === query.get("status")) ?? null;
  return { status, q: readSearch(query.get("q")) };
}

export function orderFilterOf({ status, q }: AskedOrders): OrderFilter {
  return { statuses: status === null ? [] : status === "open" ? openOnes : [status], q };
}

export const isFilteredOrders = ({ status, q }: AskedOrders) => status !== null || q !== null;
