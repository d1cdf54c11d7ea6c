import { and, asc, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import type { OrgId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import type { OrderEvent } from "#db/schema/feed.ts";
import { orderApprovals, orderEvents, orders, removedEvents, type OrderSource } from "#db/schema/orders.ts";
import { changeRow, insertRow } from "#db/statements.ts";
import { summaryOf } from "./order-summary.ts";
import { inPlanOrder, keysOf, plannedSteps, type Planned } from "./planned-steps.ts";

/** Who tells, and when: `actor` is a key by name and first characters (`actorOf`) or a staff address, `now` epoch milliseconds. */
export type Teller = { source: OrderSource; actor: string; now: number; importId?: string | null };

type Whose = { orgId: OrgId; id: string };
type From = { db: Db };

const place = { orgId: sql.placeholder("orgId"), id: sql.placeholder("id"), eventId: sql.placeholder("eventId") };
const ofOrder = (table: typeof orderEvents | typeof orderApprovals | typeof removedEvents) =>
  and(eq(table.orgId, place.orgId), eq(table.orderId, place.id));

const finding = prepared((db) =>
  db
    .select()
    .from(orderEvents)
    .where(and(ofOrder(orderEvents), eq(orderEvents.eventId, place.eventId)))
    .prepare(),
);

/** By time, those of one moment as they came in. */
const byArrival = [asc(orderEvents.occurredAt), asc(orderEvents.arrivedAt), sql`${orderEvents}.rowid`];

const listing = prepared((db) =>
  db
    .select()
    .from(orderEvents)
    .where(ofOrder(orderEvents))
    .orderBy(...byArrival)
    .prepare(),
);

/** What the summary is made of, and no more: it is made anew with every event. */
const telling = prepared((db) => {
  const { eventId, step, occurredAt, needs, arrivedAt, parcel } = orderEvents;
  return db
    .select({ eventId, step, occurredAt, needs, arrivedAt, parcel })
    .from(orderEvents)
    .where(ofOrder(orderEvents))
    .orderBy(...byArrival)
    .prepare();
});

const approvals = prepared((db) =>
  db
    .select({ eventId: orderApprovals.eventId, decision: orderApprovals.decision })
    .from(orderApprovals)
    .where(ofOrder(orderApprovals))
    .prepare(),
);

const ofId = prepared((db) =>
  db
    .select()
    .from(orders)
    .where(and(eq(orders.orgId, place.orgId), eq(orders.id, place.id)))
    .prepare(),
);

const removals = prepared((db) =>
  db
    .select({ removedAt: removedEvents.removedAt })
    .from(removedEvents)
    .where(and(ofOrder(removedEvents), eq(removedEvents.eventId, place.eventId)))
    .prepare(),
);

/** An order's event of that name, or null. */
export const findEvent = ({ db }: From, { orgId, id }: Whose, eventId: string) =>
  finding(db).get({ orgId, id, eventId }) ?? null;

/** Whether an order had an event of that name, which was taken back. */
export const wasRemoved = ({ db }: From, { orgId, id }: Whose, eventId: string) =>
  removals(db).get({ orgId, id, eventId }) !== undefined;

/** How many events an order has that this import did not bring, whenever they arrived. */
export function countStrangeEvents({ db }: From, { orgId, id }: Whose, importId: string): number {
  const isStrange = or(isNull(orderEvents.importId), ne(orderEvents.importId, importId));
  const isOf = and(eq(orderEvents.orgId, orgId), eq(orderEvents.orderId, id));
  return db
    .select({ count: sql<number>`count(*)` })
    .from(orderEvents)
    .where(and(isOf, isStrange))
    .get()!.count;
}

/** Takes away the events that an import brought to an order, in the caller's transaction. */
export function removeImportedEvents(from: From, order: Whose, importId: string) {
  const isOf = and(eq(orderEvents.orgId, order.orgId), eq(orderEvents.orderId, order.id));
  from.db
    .delete(orderEvents)
    .where(and(isOf, eq(orderEvents.importId, importId)))
    .run();
  settleOrder(from, order);
}

/** An order's planned steps and its events, oldest first and of one moment by the plan, whatever order they arrived in. */
export function findHistory(from: From, order: Whose & Planned) {
  const { orgId, id } = order;
  const arrived = listing(from.db).all({ orgId, id });
  const plan = plannedSteps(from, order, arrived);
  return { plan, events: inPlanOrder(arrived, keysOf(plan)) };
}

/**
 * Puts an event to its order, in the caller's transaction, which settles the order afterwards: `unchanged` where it is
 * there already, `ignored` where it is, in other words, or was taken back.
 */
export function insertEvent(
  from: From,
  { orgId, id }: Whose,
  event: OrderEvent,
  { source, actor, now, importId = null }: Teller,
): "created" | "unchanged" | "ignored" {
  const before = findEvent(from, { orgId, id }, event.eventId);
  if (before) return isSameEvent(before, event) ? "unchanged" : "ignored";
  if (wasRemoved(from, { orgId, id }, event.eventId)) return "ignored";
  const rest = { orgId, orderId: id, arrivedAt: now, source, actor, importId };
  insertRow(from.db, orderEvents, { ...event, ...rest });
  return "created";
}

/** Whether an event is told as it is held. */
export const isSameEvent = (held: OrderEvent, told: OrderEvent) =>
  (Object.keys(told) as (keyof OrderEvent)[]).every(
    (name) => JSON.stringify(held[name] ?? null) === JSON.stringify(told[name] ?? null),
  );

export type Settled = NonNullable<ReturnType<typeof settleOrder>>;

/**
 * Writes anew what lists say of an order, from all its events and approvals; in the caller's transaction. Gives the order
 * as it is then, with its events and what its planned steps are compared by, or null where there is none.
 */
export function settleOrder(from: From, { orgId, id }: Whose) {
  const order = ofId(from.db).get({ orgId, id });
  if (!order) return null;
  const events = telling(from.db).all({ orgId, id });
  const answered = events.some(({ needs }) => needs) ? approvals(from.db).all({ orgId, id }) : [];
  const answers = new Map(answered.map(({ eventId, decision }) => [eventId, decision]));
  const plan = keysOf(plannedSteps(from, order, events));
  const told = inPlanOrder(events, plan);
  const summary = summaryOf(order, told, plan, answers);
  const names = (Object.keys(summary) as (keyof typeof summary)[]).filter((name) => order[name] !== summary[name]);
  // Only what is new: each column that is written has its indexes written.
  const changed = Object.fromEntries(names.map((name) => [name, summary[name]]));
  if (names.length) changeRow(from.db, orders, { orgId, id }, changed);
  return { ...order, ...summary, plan, events: told };
}
