import { stepKey, waitingStep } from "./order-steps.ts";

type Told = { eventId: string; step: string; occurredAt: number; needs: string | null };
type Facts = { cancelled: boolean; placedAt: number | null; firstToldAt: number };

/**
 * What all events of an order say together, whatever order they arrived in: `events` by time, of one moment by the `plan`. The newest event that is
 * no waiting is its step; it is done when the newest of its planned steps is the last; it waits for the customer while
 * the newest event asks for something that nobody gave (`given`: events answered).
 */
export function summaryOf(
  { cancelled, placedAt, firstToldAt }: Facts,
  events: readonly Told[],
  plan: readonly string[],
  given: ReadonlySet<string>,
) {
  const moved = events.filter((event) => stepKey(event.step) !== waitingStep);
  const step = moved.at(-1) ?? null;
  const planned = moved.findLast((event) => plan.includes(stepKey(event.step)));
  const isDone = planned !== undefined && stepKey(planned.step) === plan.at(-1);
  const newest = events.at(-1);
  const asks = newest?.needs != null && !given.has(newest.eventId) ? newest : null;
  return {
    step: step?.step ?? null,
    stepAt: step?.occurredAt ?? null,
    needs: asks?.needs ?? null,
    needsEventId: asks?.eventId ?? null,
    doneAt: isDone ? planned.occurredAt : null,
    open: !isDone && !cancelled,
    newestAt: newest?.occurredAt ?? placedAt ?? firstToldAt,
  };
}
