import type { OrgId } from "#db/ids.ts";
import type { System } from "#db/tenant.ts";
import { findOrder } from "./orders.ts";
import type { OrderFacts } from "./orders-write.ts";

/** All that is told of an order but its events, as it may be put again; null where the organization has no such order. */
export function factsOfOrder(system: System, orgId: OrgId, id: string): OrderFacts | null {
  const order = findOrder(system.within(orgId), id, "");
  if (!order) return null;
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
