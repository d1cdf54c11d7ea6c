import type { Db } from "#db/connection.ts";
import type { OrgId } from "#db/ids.ts";
import { queueMail } from "#db/outbox.ts";
import { orderEvents } from "#db/schema/orders.ts";
import type { OrderEvent } from "#db/schema/feed.ts";
import type { Secrets } from "#db/secrets.ts";
import { changeRow } from "#db/statements.ts";
import type { Settled } from "./order-events.ts";
import { undoMs } from "../jobs/undo.ts";
import { listOrderReaders } from "./order-readers.ts";
import { isTold, stepKey } from "./order-steps.ts";
import { standingOf } from "./parcels.ts";

/** For so long after it happened people may still be told of an event, in milliseconds. */
const freshMs = 48 * 60 * 60_000;

type From = { db: Db; secrets: Secrets };
/** Of a parcel `isAll` says whether with it all are delivered. */
type News =
  | { what: "shipped" | "delivered" | "waiting"; eventId: string; parcel?: string; isAll?: boolean }
  | { what: "late"; promisedDate: string | null }
  | { what: "cancelled" };

type Told = Pick<OrderEvent, "step" | "needs" | "parcel">;

/** What an event is to the customer's people: worth a mail, or null. */
export function newsOf({ step, needs }: Told): "shipped" | "delivered" | "waiting" | null {
  if (needs !== null) return "waiting";
  const key = stepKey(step);
  return isTold(key) ? key : null;
}

/** Whether two events are the same to the customer's people. */
export const isSameNews = (one: Told, other: Told) =>
  newsOf(one) === newsOf(other) && one.needs === other.needs && one.parcel?.id === other.parcel?.id;

function newsIn({ parcels, parcelsDelivered }: Settled, event: OrderEvent): News | null {
  const { eventId, parcel } = event;
  const what = newsOf(event);
  if (!what || what === "waiting" || !parcel) return what && { what, eventId };
  return { what, eventId, parcel: parcel.id, isAll: parcels === parcelsDelivered };
}

/**
 * Whether an event says how things stand, not how they stood: it came before no other that says more, of its parcel where
 * it has one. Nothing done waits.
 */
function isNewest(order: Settled, { eventId, step, occurredAt, needs, parcel }: OrderEvent): boolean {
  if (needs !== null) return order.open && order.needsEventId === eventId;
  if (!parcel) return order.stepAt === occurredAt && order.step === step;
  return standingOf(order.events, order.plan, parcel.id)?.eventId === eventId;
}

type Telling = { source: string; now: number; key?: string; except?: readonly string[] };

/**
 * Mails the customer's people about an event just put to an order, in the caller's transaction: `order` as it is with
 * the event. Neither of what is old, came from an import, or is overtaken; each once for a `key`,
 * and not those who hear of it otherwise (`except`). What staff tell leaves when it can be undone no more. `now` is
 * epoch milliseconds.
 */
export function tellOfEvent(
  from: From,
  order: Settled,
  event: OrderEvent,
  { source, now, key = `event:${event.eventId}`, except = [] }: Telling,
) {
  const news = newsIn(order, event);
  if (!news || source === "import" || event.occurredAt < now - freshMs) return;
  if (order.cancelled || !isNewest(order, event)) return;
  const leavesAt = source === "staff" ? now + undoMs : now;
  tellReaders(from, order, news, key, now, { except, notBefore: leavesAt });
  const { orgId, id: orderId } = order;
  changeRow(from.db, orderEvents, { orgId, orderId, eventId: event.eventId }, { toldAt: leavesAt });
}

/**
 * Mails the customer's people, in the caller's transaction, that their order was cancelled at `at`; not of what is old or
 * came from an import. Times are epoch milliseconds.
 */
export function tellOfCancellation(
  from: From,
  order: { id: string; orgId: OrgId },
  at: number,
  { source, now }: { source: string; now: number },
) {
  if (source === "import" || at < now - freshMs) return;
  tellReaders(from, order, { what: "cancelled" }, `cancelled:${at}`, now);
}

/**
 * Queues `order-step` to everybody who may read an organization's orders, once for each `key` of the order, in the
 * caller's transaction. Gives to how many it was not queued before.
 */
export function tellReaders(
  from: From,
  { id, orgId }: { id: string; orgId: OrgId },
  news: News,
  key: string,
  now: number,
  { except = [], notBefore = now }: { except?: readonly string[]; notBefore?: number } = {},
): number {
  const kind = "order-step";
  const props = { orderId: id, ...news };
  return listOrderReaders(from, orgId)
    .filter((recipient) => !except.includes(recipient))
    .map((recipient) => ({ kind, recipient, dedupeKey: `${kind}:${id}:${key}:${recipient}`, props, orgId, notBefore }))
    .filter((mail) => queueMail(from, mail, now) !== null).length;
}
