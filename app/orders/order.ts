import type { Tenant } from "#db/tenant.ts";
import { isoDay } from "../text/format.ts";
import { findInvoice } from "../billing/invoice.ts";
import { giverOf } from "./order-approvals.ts";
import { stepKey, stepNamer, waitingStep } from "./order-steps.ts";
import { listParcels, wayToFollow } from "./order-parcels.ts";
import { listStepFiles } from "./step-files.ts";
import { findOrder, type Order } from "./orders.ts";
import { stepsAfter } from "./planned-steps.ts";

const newestShown = 5;
const stepsAheadShown = 4;

type Options = { allEvents?: boolean; withInvoice?: boolean; forStaff?: boolean };

/**
 * An order with everything that its page shows: what happened, all of it or the newest; what comes next; where it can be
 * followed, all of it or parcel by parcel; its invoice, where the reader may see that; who answered what was asked, to staff also of a former customer. `now` is epoch milliseconds; null: never was, or not theirs.
 */
export function findOrderSheets(
  tenant: Tenant,
  id: string,
  now: number,
  { allEvents = false, withInvoice = false, forStaff = false }: Options = {},
) {
  const order = findOrder(tenant, id, isoDay(now));
  if (!order) return null;
  const { events, approvals, plan: _plan, ...rest } = order;
  const nameOf = stepNamer(tenant);
  const answerTo = (id: string) => {
    const approval = approvals.find(({ eventId }) => eventId === id);
    if (!approval) return null;
    const { decision, approvedAt: at, email, note } = approval;
    return { decision, at, by: forStaff ? { email, note } : giverOf(tenant, approval) };
  };
  const parcels = listParcels(order);
  const numberOf = (id: string | undefined) => parcels.find((parcel) => parcel.id === id)?.number ?? null;
  const files = events.some(({ needs }) => needs) ? listStepFiles(tenant, id) : [];
  const shown = allEvents || events.length <= newestShown + 1 ? events : events.slice(-newestShown);
  return {
    ...rest,
    stepName: order.step && nameOf(order.kind, order.step),
    history: shown.map((event) => ({
      ...event,
      name: stepKey(event.step) === waitingStep ? null : nameOf(order.kind, event.step),
      answer: answerTo(event.eventId),
      files: files.filter(({ eventId }) => eventId === event.eventId),
      parcelNumber: parcels.length > 1 ? numberOf(event.parcel?.id) : null,
    })),
    eventCount: events.length,
    ahead: stepsAhead(order),
    asks: events.find(({ eventId }) => eventId === order.needsEventId) ?? null,
    tracking: wayToFollow(order, parcels),
    sent: parcels.map((parcel) => ({ ...parcel, stepName: nameOf(order.kind, parcel.step) })),
    invoice: withInvoice && order.invoiceId ? findInvoice(tenant, order.invoiceId, now) : null,
  };
}

export type OrderDetail = NonNullable<ReturnType<typeof findOrderSheets>>;
export type HistoryEntry = OrderDetail["history"][number];

/** The planned steps after the newest of them that happened: the next few and the last, and how many between. */
function stepsAhead({ open, plan, events }: Order) {
  const all = open ? stepsAfter(plan, events).map(({ name }) => name) : [];
  if (all.length <= stepsAheadShown) return { next: all.slice(0, -1), between: 0, last: all.at(-1) ?? null };
  return { next: all.slice(0, stepsAheadShown - 1), between: all.length - stepsAheadShown, last: all.at(-1)! };
}
