import type { OrderDecision } from "#db/schema/orders.ts";
import { deliveredStep, stepKey } from "./order-steps.ts";
import { movesOfAll, parcelsIn, type OfParcel } from "./parcels.ts";

type Told = OfParcel & { eventId: string; occurredAt: number; needs: string | null };
type Facts = { cancelled: boolean; placedAt: number | null; firstToldAt: number };

/**
 * What all events of an order say together, whatever order they arrived in: `events` by time, of one moment by the `plan`. The newest event that is
 * no waiting is its step; it is done when the newest of its planned steps is the last, or all its parcels are delivered and
 * nothing is planned about that; it waits for the customer while
 * the newest event asks for something that nobody answered, and for us while a change was asked for (`answers`, by event).
 */
export function summaryOf(
  { cancelled, placedAt, firstToldAt }: Facts,
  events: readonly Told[],
  plan: readonly string[],
  answers: ReadonlyMap<string, OrderDecision>,
) {
  const moves = movesOfAll(events, plan);
  const parcels = parcelsIn(events, plan);
  const parcelsDelivered = parcels.filter(({ isDelivered }) => isDelivered).length;
  const step = moves.at(-1) ?? null;
  const planned = moves.findLast((event) => plan.includes(stepKey(event.step)));
  const isDelivered = parcels.length > 0 && parcelsDelivered === parcels.length && !plan.includes(deliveredStep);
  const done = planned && stepKey(planned.step) === plan.at(-1) ? planned : isDelivered ? step : null;
  const newest = events.at(-1);
  const asking = newest?.needs != null ? newest : null;
  const answer = asking ? answers.get(asking.eventId) : undefined;
  const asks = answer ? null : asking;
  const open = !done && !cancelled;
  return {
    step: step?.step ?? null,
    stepAt: step?.occurredAt ?? null,
    needs: asks?.needs ?? null,
    needsEventId: asks?.eventId ?? null,
    changeAsked: open && answer === "change",
    doneAt: done?.occurredAt ?? null,
    open,
    parcels: parcels.length,
    parcelsDelivered,
    newestAt: newest?.occurredAt ?? placedAt ?? firstToldAt,
  };
}
