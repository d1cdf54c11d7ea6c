import type { OrderEvent } from "#db/schema/feed.ts";
import { transact } from "#db/tenant.ts";
import { note } from "../company/audit-log.ts";
import { findHistory } from "../orders/order-events.ts";
import { addOrderEvent, orderOf } from "../orders/orders-write.ts";
import { keepWaiting } from "../orders/waiting-events.ts";
import { found, outcome, writeTime, type FeedAnswer, type Feed } from "./answer.ts";
import { unknownOrder } from "./orders.ts";
import type { EventBody } from "./schemas.ts";

function eventOf(body: EventBody): OrderEvent {
  return {
    eventId: body.eventId,
    step: body.step,
    occurredAt: Date.parse(body.occurredAt),
    note: body.note ?? null,
    carrier: body.carrier ?? body.parcel?.carrier ?? null,
    trackingNumber: body.trackingNumber ?? body.parcel?.number ?? null,
    trackingUrl: body.trackingUrl ?? null,
    needs: body.needs ?? null,
    parcel: body.parcel ? { id: body.parcel.id, items: body.parcel.items ?? [] } : null,
  };
}

/** Adds an event to an order, in one transaction; where that is unknown, keeps it until the order comes (202). */
export function postEvent({ system, actor, now }: Feed, reference: string, body: EventBody): FeedAnswer {
  const event = eventOf(body);
  return transact(system, () => {
    const order = orderOf(system, reference);
    if (!order) {
      keepWaiting(system, reference, event, actor, now);
      return { status: 202, body: { result: "waiting" } };
    }
    const result = addOrderEvent(system, order, event, { source: "feed", actor, now });
    if (result === "created") {
      note(system, { actor, action: "order.event", subject: `${reference}: ${event.step}`, orgId: order.orgId }, now);
    }
    return outcome(result);
  });
}

/** An event as it may be posted. */
function bodyOf({ carrier, trackingNumber, parcel, ...event }: OrderEvent) {
  const { eventId, step, note, trackingUrl, needs } = event;
  const told = { eventId, step, occurredAt: writeTime(event.occurredAt), note, carrier, trackingNumber, trackingUrl };
  return parcel ? { ...told, needs, parcel: { ...parcel, carrier, number: trackingNumber } } : { ...told, needs };
}

/** An order's events, oldest first, each as it may be posted. */
export function getEvents({ system }: Feed, reference: string): FeedAnswer {
  const order = orderOf(system, reference);
  if (!order) throw unknownOrder();
  return found({ events: findHistory(system, order).events.map(bodyOf) });
}
