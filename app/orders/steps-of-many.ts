import type { Staff } from "#db/tenant.ts";
import { isoDay } from "../text/format.ts";
import { listParcels } from "./order-parcels.ts";
import { stepKey } from "./order-steps.ts";
import { addStep, findAnyOrder } from "./orders-by-staff.ts";
import { stepsAfter } from "./planned-steps.ts";

/** Why an order was not marked: it is gone or cancelled, its plan has no such step or had it, or its parcels go apart. */
export type NotMarked = "gone" | "cancelled" | "notPlanned" | "already" | "parcels";
type Outcome = { reference: string; step: string } | { reference: string; why: NotMarked };

/**
 * Marks an order as a step of its plan that is still to come, for `key` once. `now` is epoch milliseconds; gives what
 * customers read for it, or why it was not done.
 */
export function markAs(
  staff: Staff,
  { id, step, key }: { id: string; step: string; key: string },
  now: number,
): Outcome {
  const order = findAnyOrder(staff, id, isoDay(now));
  if (!order) return { reference: id, why: "gone" };
  const { reference, plan, events, cancelled } = order;
  const isIt = (one: { key: string }) => stepKey(one.key) === stepKey(step);
  const planned = plan.find(isIt);
  const eventId = `staff-${key}-${id}-${stepKey(step)}`;
  const isRepeated = events.some((event) => event.eventId === eventId);
  if (cancelled) return { reference, why: "cancelled" };
  if (!planned) return { reference, why: "notPlanned" };
  if (!isRepeated && !stepsAfter(plan, events).some(isIt)) return { reference, why: "already" };
  if (listParcels(order).length > 1) return { reference, why: "parcels" };
  const plain = { note: null, carrier: null, trackingNumber: null, trackingUrl: null, needs: null };
  addStep(staff, id, { eventId, step: planned.key, occurredAt: now, ...plain }, now);
  return { reference, step: planned.name };
}
