import type { Staff } from "#db/tenant.ts";
import { findEvent } from "./order-events.ts";
import { stepKey } from "./order-steps.ts";
import { findAnyOrder, takeStepBack } from "./orders-by-staff.ts";

/** For so long after it the board offers to take back what was marked, in milliseconds. */
const offeredMs = 10 * 60_000;

export type Marked = { key: string; step: string; ids: readonly string[] };

/** The event of an order that was marked as a step by the form of that key. */
export const markedEvent = ({ key, step }: Pick<Marked, "key" | "step">, id: string) =>
  `staff-${key}-${id}-${stepKey(step)}`;

/** What was marked, as the board's address says it. */
export const markedParam = ({ key, step, ids }: Marked) => [key, step, ids.join(" ")].join("~");

function read(param: string): Marked | null {
  const [, key, step, ids] = /^([^~]+)~(.+)~([^~]+)$/.exec(param) ?? [];
  return key && step && ids ? { key, step, ids: ids.split(" ") } : null;
}

/** Each order of those that still has the step which this somebody of the staff gave it a moment ago. */
function stepsOf(staff: Staff, param: string, now: number) {
  const marked = read(param);
  return (marked?.ids ?? []).flatMap((id) => {
    const order = findAnyOrder(staff, id, "");
    const event = order && findEvent(staff, order, markedEvent(marked!, id));
    const isTheirs = event && event.actor === staff.email && event.arrivedAt > now - offeredMs;
    return isTheirs ? [{ id, eventId: event.eventId }] : [];
  });
}

/** How many of the orders that an address says were marked can be given back their step before; `now` is epoch milliseconds. */
export const countMarked = (staff: Staff, param: string | null, now: number): number =>
  param ? stepsOf(staff, param, now).length : 0;

/** Gives those their step before, as `takeStepBack`. Gives how many. */
export function takeMarkedBack(staff: Staff, param: string, now: number): number {
  const steps = stepsOf(staff, param, now);
  for (const { id, eventId } of steps) takeStepBack(staff, id, eventId, now);
  return steps.length;
}
