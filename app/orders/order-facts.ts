import type { Order } from "./orders.ts";
import type { OrderFacts } from "./orders-write.ts";

/** All that is told of an order but its events, as it may be put again. */
export function orderFactsOf(order: Order): OrderFacts {
  const { kind, title, placedAt, promisedDate, items, deliverTo, invoiceId, url, files, steps, cancelled } = order;
  return { kind, title, placedAt, promisedDate, items, deliverTo, invoiceId, url, files, steps, cancelled };
}

/** An order of which nothing is told but its reference. */
export const noFacts = (reference: string): OrderFacts => ({
  kind: "order",
  title: reference,
  placedAt: null,
  promisedDate: null,
  items: [],
  deliverTo: null,
  invoiceId: null,
  url: null,
  files: [],
  steps: null,
  cancelled: false,
});
