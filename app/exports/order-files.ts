import { asc, gt, inArray } from "drizzle-orm";
import { orderApprovals, orderEvents, orders } from "#db/schema/orders.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { csvFile, pagesAfter } from "./csv-file.ts";
import type { Found } from "./manifest.ts";
import { isoTime } from "./own-data.ts";
import { giverOf } from "../orders/order-approvals.ts";

type Order = typeof orders.$inferSelect;

/** An organization's orders, page by page. */
export const orderPages = (tenant: Tenant) =>
  pagesAfter<Order>((last, limit) =>
    tenant.db
      .select()
      .from(orders)
      .where(mine(tenant, orders, last ? gt(orders.id, last.id) : undefined))
      .orderBy(asc(orders.id))
      .limit(limit)
      .all(),
  );

/** What was answered, by the order and its event that asked; who did only where that is the organization's own. */
function answersTo(tenant: Tenant, orderIds: string[]) {
  const rows = tenant.db
    .select()
    .from(orderApprovals)
    .where(mine(tenant, orderApprovals, inArray(orderApprovals.orderId, orderIds)))
    .all();
  return new Map(rows.map((row) => [`${row.orderId} ${row.eventId}`, { ...row, by: giverOf(tenant, row) }]));
}

function* eventPages(tenant: Tenant) {
  for (const page of orderPages(tenant)) {
    const references = new Map(page.map(({ id, reference }) => [id, reference]));
    const answers = answersTo(tenant, [...references.keys()]);
    const events = tenant.db
      .select()
      .from(orderEvents)
      .where(mine(tenant, orderEvents, inArray(orderEvents.orderId, [...references.keys()])))
      .orderBy(asc(orderEvents.orderId), asc(orderEvents.occurredAt))
      .all();
    yield events.map((event) => ({
      ...event,
      reference: references.get(event.orderId)!,
      answer: answers.get(`${event.orderId} ${event.eventId}`) ?? null,
    }));
  }
}

const answerNames = { approved: "Approved", change: "Asked for a change" };

/** An organization's orders, what happened to them, and what its people answered. */
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
  const ofAnswer = ["We needed", "Answer", "Answered at", "Answered by", "Comment"];
  const events = csvFile([...ofEvent, ...ofAnswer], eventPages(tenant), (one) => [
    one.reference,
    one.step,
    isoTime(one.occurredAt),
    one.note,
    one.carrier,
    one.trackingNumber,
    one.needs,
    one.answer && answerNames[one.answer.decision],
    isoTime(one.answer?.approvedAt ?? null),
    one.answer?.by?.email ?? null,
    one.answer?.by?.note ?? null,
  ]);
  yield { name: "order-events.csv", input: events, lastModified };
}
