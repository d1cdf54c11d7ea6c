import { count, inArray } from "drizzle-orm";
import { newId } from "#db/ids.ts";
import { orders } from "#db/schema/orders.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { isoDay } from "../text/format.ts";
import { listParcels } from "./order-parcels.ts";
import { listAllSteps, stepKey, waitingStep } from "./order-steps.ts";
import { markedEvent } from "./marked.ts";
import { addStep, findAnyOrder, findRemovable, replaceStep, type AnyOrder } from "./orders-by-staff.ts";
import { stepsAfter } from "./planned-steps.ts";

/**
 * Why an order was not marked: it is gone or cancelled, its plan has no such step or had it, it waits for its customer, or
 * its parcels go apart.
 */
export type NotMarked = "gone" | "cancelled" | "notPlanned" | "already" | "waiting" | "parcels";
const plain = { note: null, carrier: null, trackingNumber: null, trackingUrl: null, needs: null };
type Outcome = { id: string; reference: string } & ({ step: string } | { why: NotMarked });

/** Whether any of these orders is there, and every step that was chosen: then it can be said of each why it is not marked. */
export function areThere(staff: Staff, wanted: readonly { id: string; step: string }[]): boolean {
  const ids = new Set(wanted.map(({ id }) => id));
  const keys = new Set(listAllSteps(staff).flatMap(({ steps }) => steps.map(({ key }) => stepKey(key))));
  const found = staff.db
    .select({ n: count() })
    .from(orders)
    .where(inArray(orders.id, [...ids]))
    .get()!.n;
  const isStep = ({ id, step }: { id: string; step: string }) =>
    !step || keys.has(stepKey(step)) || !!findAnyOrder(staff, id, "")?.plan.some(({ key }) => key === step);
  return (!ids.size || found > 0) && wanted.every(isStep);
}

/**
 * Marks an order as a step of its plan that is still to come, for `key` once; a wait for its customer is never ended so. `now` is epoch milliseconds; gives what
 * customers read for it, or why it was not done.
 */
export function markAs(
  staff: Staff,
  { id, step, key }: { id: string; step: string; key: string },
  now: number,
): Outcome {
  const order = findAnyOrder(staff, id, isoDay(now));
  if (!order) return { id, reference: id, why: "gone" };
  const { reference, plan, events, cancelled, needs } = order;
  const left = (why: NotMarked) => ({ id, reference, why });
  const isIt = (one: { key: string }) => stepKey(one.key) === stepKey(step);
  const planned = plan.find(isIt);
  const eventId = markedEvent({ key, step }, id);
  const isRepeated = events.some((event) => event.eventId === eventId);
  if (cancelled) return left("cancelled");
  if (!planned) return left("notPlanned");
  if (!isRepeated && !stepsAfter(plan, events).some(isIt)) return left("already");
  if (!isRepeated && needs !== null) return left("waiting");
  if (listParcels(order).length > 1) return left("parcels");
  addStep(staff, id, { eventId, step: planned.key, occurredAt: now, ...plain }, now);
  return { id, reference, step: planned.name };
}

/** The planned steps that one told by mistake may have been instead: none that the order had, nor where its parcels go apart. */
export function stepsInstead(order: AnyOrder, { step }: { step: string }) {
  const { plan, events, cancelled } = order;
  if (step === waitingStep || cancelled || listParcels(order).length > 1) return [];
  return plan.filter(({ key }) => !events.some((event) => stepKey(event.step) === stepKey(key)));
}

/** Takes a step back and marks another in its place, of the same moment. False, and nothing is done, where that cannot be. */
export const correctStep = (
  staff: Staff,
  id: string,
  { eventId, step }: { eventId: string; step: string },
  now: number,
) =>
  transact(staff, () => {
    const order = findAnyOrder(staff, id, isoDay(now));
    const event = order && findRemovable(order, eventId);
    if (!event || !stepsInstead(order, event).some(({ key }) => key === step)) return false;
    const other = { eventId: newId("fix"), step, occurredAt: event.occurredAt, ...plain };
    return replaceStep(staff, order, eventId, other, now);
  });
