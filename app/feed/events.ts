import type { OrderEvent } from "#db/schema/feed.ts";
import { transact } from "#db/tenant.ts";
import { keyNamed, note } from "../company/audit-log.ts";
import { correctEvent, takeEventBack, type Correction } from "../orders/event-corrections.ts";
import { findEvent, findHistory } from "../orders/order-events.ts";
import { addOrderEvent, orderOf } from "../orders/orders-write.ts";
import { correctWaiting, keepWaiting, withdrawWaiting } from "../orders/waiting-events.ts";
import { found, outcome, writeTime, type FeedAnswer, type Feed } from "./answer.ts";
import { unknownOrder } from "./orders.ts";
import { refuseClosed } from "./organizations.ts";
import { invalidFields, Problem } from "./problem.ts";
import type { EventAnewBody, EventBody } from "./schemas.ts";

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
    refuseClosed(system, order.orgId);
    const result = addOrderEvent(system, order, event, { source: "feed", actor, now });
    if (result === "created") {
      note(
        system,
        keyNamed(actor),
        { action: "order.event", subject: `${reference}: ${event.step}`, orgId: order.orgId },
        now,
      );
    }
    return outcome(result);
  });
}

const unknownEvent = () => new Problem(404, "There is no such event");

/** Puts an event right, in one transaction; also one that was taken back, and one whose order is still to come. */
export function putEvent(feed: Feed, reference: string, body: EventAnewBody, eventId: string): FeedAnswer {
  if (body.eventId !== undefined && body.eventId !== eventId)
    throw invalidFields([{ pointer: "/eventId", detail: "doesn’t match the one in the path" }]);
  const event = eventOf({ ...body, eventId });
  return correct(feed, reference, event.step, "order.event-corrected", (order) =>
    order
      ? correctEvent(feed.system, order, event, { source: "feed", actor: feed.actor, now: feed.now })
      : correctWaiting(feed.system, reference, event),
  );
}

/** Takes an event back, in one transaction, also one whose order is still to come. */
export function deleteEvent(feed: Feed, reference: string, _sent: unknown, eventId: string): FeedAnswer {
  const order = orderOf(feed.system, reference);
  const step = (order && findEvent(feed.system, order, eventId)?.step) ?? "";
  return correct(feed, reference, step, "order.event-removed", () =>
    order
      ? takeEventBack(feed.system, order, eventId, feed.now)
      : withdrawWaiting(feed.system, reference, eventId, feed.now),
  );
}

type Order = ReturnType<typeof orderOf>;

function correct(
  { system, actor, now }: Feed,
  reference: string,
  step: string,
  action: string,
  act: (order: Order) => Correction | null,
): FeedAnswer {
  return transact(system, () => {
    const order = orderOf(system, reference);
    if (order) refuseClosed(system, order.orgId);
    const result = act(order);
    if (!result) throw unknownEvent();
    if (result === "answered") throw isAnswered();
    if (result === "updated" && order)
      note(system, keyNamed(actor), { action, subject: `${reference}: ${step}`, orgId: order.orgId }, now);
    return outcome(result);
  });
}

const isAnswered = () =>
  new Problem(409, "The customer has already answered this event, so it can’t be changed. Send another event instead");

/** An event as it may be put. */
export function getEvent({ system }: Feed, reference: string, _sent: unknown, eventId: string): FeedAnswer {
  const order = orderOf(system, reference);
  const event = order && findEvent(system, order, eventId);
  if (!event) throw unknownEvent();
  return found(bodyOf(event));
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
