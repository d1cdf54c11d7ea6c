import type { OrderEvent } from "#db/schema/feed.ts";
import type { OrgId } from "#db/ids.ts";
import { addOrderEvent, orderOf, putOrder, type OrderFacts } from "#app/orders/orders-write.ts";
import type { World } from "#tests/world.ts";

type Here = Pick<World, "system" | "now">;

/** An order of which nothing but its title is told. */
export const plainOrder: OrderFacts = {
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
  return putOrder(system, { orgId, reference, facts: { ...plainOrder, ...facts } }, teller);
}

/** An event as a source tells it, now unless told otherwise. */
export function plainEvent({ now }: Here, event: Partial<OrderEvent> & { step: string }): OrderEvent {
  const nothing = { note: null, carrier: null, trackingNumber: null, trackingUrl: null, needs: null };
  return { eventId: event.step, occurredAt: now(), ...nothing, ...event };
}

/** Tells an event of an order. */
export function tellEvent(world: Here, reference: string, event: Partial<OrderEvent> & { step: string }) {
  const { system, now } = world;
  const order = orderOf(system, reference)!;
  return addOrderEvent(system, order, plainEvent(world, event), { source: "feed", actor: "key_test", now: now() });
}
