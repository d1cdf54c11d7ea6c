import { deliveredStep, isTold, stepKey, waitingStep } from "./order-steps.ts";

/** An event as far as it tells of a parcel, or of the whole order. */
export type OfParcel = { step: string; parcel?: { id: string } | null };

/**
 * Whether a step says that something got as far in the plan as the step of that key, or further. A step that the plan
 * does not have is as far as its end.
 */
export function gotTo(plan: readonly string[], step: string, key: string): boolean {
  const reached = stepKey(step);
  const goal = plan.includes(key) ? plan.indexOf(key) : plan.length - 1;
  return reached === key || (plan.includes(reached) && plan.indexOf(reached) >= goal);
}

/**
 * The parcels that an order's events tell of, each with its own; `events` go by time. Where a parcel stands is said by
 * the newest of its planned steps, or by a later delivery of the whole order.
 */
export function parcelsIn<E extends OfParcel>(events: readonly E[], plan: readonly string[]) {
  const told = new Map<string, E[]>();
  for (const event of events) {
    if (!event.parcel) continue;
    const own = told.get(event.parcel.id);
    if (own) own.push(event);
    else told.set(event.parcel.id, [event]);
  }
  if (!told.size) return [];
  const isMove = isPlanned(plan);
  const places = new Map(events.map((event, place) => [event, place]));
  const ofAll = events.findLast((event) => !event.parcel && isMove(event));
  return [...told].map(([id, own]) => {
    const newest = own.findLast(isMove) ?? own.at(-1)!;
    const isOver = ofAll && isDelivery(plan, ofAll) && places.get(ofAll)! > places.get(newest)!;
    const standing = isOver ? ofAll : newest;
    return { id, events: own, standing, isDelivered: isDelivery(plan, standing) };
  });
}

const isPlanned =
  (plan: readonly string[]) =>
  ({ step }: OfParcel) =>
    isTold(stepKey(step)) || plan.includes(stepKey(step));
const isDelivery = (plan: readonly string[], { step }: OfParcel) => gotTo(plan, step, deliveredStep);

/**
 * The events that say where an order stands as a whole, those that wait for the customer left out; `events` go by time.
 * That a parcel is delivered says nothing of the order until all of them are, and then what comes before does not count.
 */
export function movesOfAll<E extends OfParcel>(events: readonly E[], plan: readonly string[]): E[] {
  const moves = events.filter(({ step }) => stepKey(step) !== waitingStep);
  const parcels = parcelsIn(events, plan);
  if (!parcels.length) return moves;
  return parcels.every(({ isDelivered }) => isDelivered)
    ? moves.filter((event) => isDelivery(plan, event) || !plan.includes(stepKey(event.step)))
    : moves.filter((event) => !event.parcel || !isDelivery(plan, event));
}

/** The event that says where a parcel stands, or the whole order (`parcel` null); undefined where none does. */
export function standingOf<E extends OfParcel>(events: readonly E[], plan: readonly string[], parcel: string | null) {
  if (parcel === null) return movesOfAll(events, plan).findLast(isPlanned(plan));
  return parcelsIn(events, plan).find(({ id }) => id === parcel)?.standing;
}
