import { asc, gt, inArray } from "drizzle-orm";
import { orderEvents, orders } from "#db/schema/orders.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { csvFile, pagesAfter } from "./csv-file.ts";
import type { Found } from "./manifest.ts";
import { isoTime } from "./own-data.ts";

type Order = typeof orders.$inferSelect;

const orderPages = (tenant: Tenant) =>
  pagesAfter<Order>((last, limit) =>
    tenant.db
      .select()
      .from(orders)
      .where(mine(tenant, orders, last ? gt(orders.id, last.id) : undefined))
      .orderBy(asc(orders.id))
      .limit(limit)
      .all(),
  );

function* eventPages(tenant: Tenant) {
  for (const page of orderPages(tenant)) {
    const references = new Map(page.map(({ id, reference }) => [id, reference]));
    const events = tenant.db
      .select()
      .from(orderEvents)
      .where(mine(tenant, orderEvents, inArray(orderEvents.orderId, [...references.keys()])))
      .orderBy(asc(orderEvents.orderId), asc(orderEvents.occurredAt))
      .all();
    yield events.map((event) => ({ ...event, reference: references.get(event.orderId)! }));
  }
}

/** An organization's orders, and what happened to them. */
export function* orderExport(tenant: Tenant, lastModified: Date): Generator<Found> {
  const ofOrder = ["Order", "Title", "Kind", "Placed at", "Promised date", "Step", "Cancelled"];
  const input = csvFile(ofOrder, orderPages(tenant), (one) => [
    one.reference,
    one.title,
    one.kind,
    isoTime(one.placedAt),
    one.promisedDate,
    one.step,
    one.cancelled ? "yes" : "no",
  ]);
  yield { name: "orders.csv", input, lastModified };
  const ofEvent = ["Order", "Step", "At", "Note", "Carrier", "Tracking number"];
  const events = csvFile(ofEvent, eventPages(tenant), (one) => [
    one.reference,
    one.step,
    isoTime(one.occurredAt),
    one.note,
    one.carrier,
    one.trackingNumber,
  ]);
  yield { name: "order-events.csv", input: events, lastModified };
}
