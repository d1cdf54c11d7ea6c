import { orderKinds, type OrderKind } from "#db/schema/orders.ts";
import { readSearch } from "../search/search-text.ts";
import { orderStatuses, type OrderStatus } from "./order-status.ts";

export type BoardFilter = { state: OrderStatus | null; kind: OrderKind | null; q: string | null };

/** What a URL's query asks for; what makes no sense counts as not asked. */
export function readBoardFilter(query: { get(name: string): string | null | undefined }): BoardFilter {
  return {
    state: orderStatuses.find((state) => state === query.get("state")) ?? null,
    kind: orderKinds.find((kind) => kind === query.get("kind")) ?? null,
    q: readSearch(query.get("q") ?? null),
  };
}
