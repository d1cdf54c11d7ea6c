import { and, eq } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import type { OrderEvent } from "#db/schema/feed.ts";
import { orderApprovals, orderEvents, removedEvents, stepFiles } from "#db/schema/orders.ts";
import { changeRow, insertRow } from "#db/statements.ts";
import { transact, type Staff, type System } from "#db/tenant.ts";
import { orderWentOn } from "./approval-news.ts";
import { tellOfCorrection } from "./correction-news.ts";
import { findEvent, insertEvent, isSameEvent, settleOrder, wasRemoved, type Teller } from "./order-events.ts";
import { isSameNews, tellOfEvent } from "./order-news.ts";

type Writer = System | Staff;
type Whose = { orgId: OrgId; id: string };

/** `answered`: a customer approved what the event asked for or asked for a change, and that stays. */
export type Correction = "updated" | "unchanged" | "answered";

/**
 * Takes an event of an order back, in one transaction: the order stands where it stood without it. `unchanged` where it
 * was taken back before, null where there never was one.
 */
export function takeEventBack(writer: Writer, order: Whose, eventId: string, now: number): Correction | null {
  return transact(writer, () => {
    if (!findEvent(writer, order, eventId)) return wasRemoved(writer, order, eventId) ? "unchanged" : null;
    if (isAnswered(writer, order, eventId)) return "answered";
    const before = settleOrder(writer, order)!;
    remove(writer, order, eventId, now);
    tellOfCorrection(writer, { before, after: settleOrder(writer, order)!, eventId }, now);
    return "updated";
  });
}

/**
 * Takes an event of an order back and puts another in its place, in one transaction: who gets a correction is not mailed of
 * the other as well. False, and nothing is done, where there is no such event or a customer answered it.
 */
export function replaceEvent(
  writer: Writer,
  order: Whose,
  eventId: string,
  event: OrderEvent,
  teller: Teller,
): boolean {
  return transact(writer, () => {
    if (!findEvent(writer, order, eventId) || isAnswered(writer, order, eventId)) return false;
    const before = settleOrder(writer, order)!;
    remove(writer, order, eventId, teller.now);
    insertEvent(writer, order, event, teller);
    const after = settleOrder(writer, order)!;
    orderWentOn(writer, order.id, teller.now, event.occurredAt);
    const corrected = tellOfCorrection(writer, { before, after, eventId }, teller.now);
    tellOfEvent(writer, after, event, { ...teller, except: corrected });
    return true;
  });
}

/**
 * Puts an event of an order right, in one transaction, also one that was taken back. `unchanged` where it is so already,
 * null where there never was one.
 */
export function correctEvent(writer: Writer, order: Whose, event: OrderEvent, teller: Teller): Correction | null {
  return transact(writer, () => {
    const held = findEvent(writer, order, event.eventId);
    if (!held && !wasRemoved(writer, order, event.eventId)) return null;
    if (held && isSameEvent(held, event)) return "unchanged";
    if (held && held.needs !== event.needs && isAnswered(writer, order, event.eventId)) return "answered";
    const before = settleOrder(writer, order)!;
    if (held) rewrite(writer, order, event, teller);
    else restore(writer, order, event, teller);
    const after = settleOrder(writer, order)!;
    const corrected = tellOfCorrection(writer, { before, after, eventId: event.eventId }, teller.now);
    if (held?.toldAt && isSameNews(held, event)) return "updated";
    tellOfEvent(writer, after, event, { ...teller, key: `event:${event.eventId}:${teller.now}`, except: corrected });
    return "updated";
  });
}

/** With the files that it shows. */
function remove({ db }: Writer, { orgId, id: orderId }: Whose, eventId: string, removedAt: number) {
  for (const table of [orderEvents, stepFiles]) {
    const isThis = and(eq(table.orgId, orgId), eq(table.orderId, orderId), eq(table.eventId, eventId));
    db.delete(table).where(isThis).run();
  }
  insertRow(db, removedEvents, { orgId, orderId, eventId, removedAt });
}

/** Whether a customer has answered what an event asked for. */
const isAnswered = ({ db }: Writer, { orgId, id }: Whose, eventId: string) =>
  db
    .select({ at: orderApprovals.approvedAt })
    .from(orderApprovals)
    .where(and(eq(orderApprovals.orgId, orgId), eq(orderApprovals.orderId, id), eq(orderApprovals.eventId, eventId)))
    .get() !== undefined;

function rewrite({ db }: Writer, { orgId, id: orderId }: Whose, event: OrderEvent, { source, actor }: Teller) {
  const { eventId, parcel = null, ...told } = event;
  // What an import brought and somebody put right is no longer the import's.
  changeRow(db, orderEvents, { orgId, orderId, eventId }, { ...told, parcel, source, actor, importId: null });
}

function restore(writer: Writer, order: Whose, event: OrderEvent, teller: Teller) {
  const { orgId, id: orderId } = order;
  writer.db
    .delete(removedEvents)
    .where(
      and(eq(removedEvents.orgId, orgId), eq(removedEvents.orderId, orderId), eq(removedEvents.eventId, event.eventId)),
    )
    .run();
  insertEvent(writer, order, event, teller);
}
