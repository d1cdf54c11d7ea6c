import type { OrderEvent } from "#db/schema/feed.ts";
import type { OrgId } from "#db/ids.ts";
import { addOrderEvent, orderOf, putOrder, type OrderFacts } from "#app/models/orders-write.ts";
import type { World } from "./world.ts";

type Here = Pick<World, "system" | "now">;

const plain: OrderFacts = {
  kind: "order",
  title: "Six oak chairs",
  placedAt: null,
  promisedDate: null,
  items: [],
  deliverTo: null,
  invoiceId: null,
  url: null,
  files: [],
  steps: null,
  cancelled: false,
};

/** An order of an organization, as the feed tells it: `at` is when it was changed there. Gives its id and what came of it. */
export function tellOrder(
  { system, now }: Here,
  orgId: OrgId,
  reference: string,
  facts: Partial<OrderFacts> = {},
  at: number | null = null,
) {
  const teller = { source: "feed", actor: "key_test", now: now(), at } as const;
  return putOrder(system, { orgId, reference, facts: { ...plain, ...facts } }, teller);
}

/** An event of an order, now unless told otherwise. */
export function tellEvent({ system, now }: Here, reference: string, event: Partial<OrderEvent> & { step: string }) {
  const order = orderOf(system, reference)!;
  const whole: OrderEvent = {
    eventId: event.step,
    occurredAt: now(),
    note: null,
    carrier: null,
    trackingNumber: null,
    trackingUrl: null,
    needs: null,
    ...event,
  };
  return addOrderEvent(system, order, whole, { source: "feed", actor: "key_test", now: now() });
}
