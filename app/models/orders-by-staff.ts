import { eq } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import type { OrderEvent } from "#db/schema/feed.ts";
import { orders } from "#db/schema/orders.ts";
import { organizations } from "#db/schema/organizations.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "./audit-log.ts";
import { findOrder, type Order } from "./orders.ts";
import { addOrderEvent, orderOf, putOrder, type OrderFacts } from "./orders-write.ts";

/** An order, whoever's, with everything its page shows; null where there is none. `today` is a day of the company's. */
export function findAnyOrder(staff: Staff, id: string, today: string) {
  const place = staff.db
    .select({ orgId: orders.orgId, orgName: organizations.name })
    .from(orders)
    .innerJoin(organizations, eq(organizations.id, orders.orgId))
    .where(eq(orders.id, id))
    .get();
  const order = place && findOrder(staff.reading(place.orgId), id, today);
  return order ? { ...order, orgName: place.orgName } : null;
}

export type AnyOrder = NonNullable<ReturnType<typeof findAnyOrder>>;

/** What is said of an order but its events. */
export function factsOf(order: Order): OrderFacts {
  const { kind, title, placedAt, promisedDate, items, deliverTo, invoiceId, url, files, steps, cancelled } = order;
  return { kind, title, placedAt, promisedDate, items, deliverTo, invoiceId, url, files, steps, cancelled };
}

const told = ({ email }: Staff, now: number) => ({ source: "staff", actor: email, now }) as const;

type Wanted = { orgId: OrgId; reference: string; facts: OrderFacts };

function put(staff: Staff, wanted: Wanted, action: string, now: number): string {
  return transact(staff, () => {
    const { id, outcome } = putOrder(staff, wanted, { ...told(staff, now), at: null });
    if (outcome !== "unchanged") writeDown(staff, { orgId: wanted.orgId, action, subject: wanted.reference }, now);
    return id;
  });
}

/** Makes an order and writes down who did. Gives its id, or null where the reference is taken. */
export const makeOrder = (staff: Staff, wanted: Wanted, now: number): string | null =>
  transact(staff, () => (orderOf(staff, wanted.reference) ? null : put(staff, wanted, "order.created", now)));

/** Changes an order to these facts and writes down who did. `now` is epoch milliseconds. */
export const changeOrder = (staff: Staff, { orgId, reference }: Order, facts: OrderFacts, now: number) =>
  put(staff, { orgId, reference, facts }, "order.changed", now);

/** Cancels an order, or takes it up again. */
export const cancelOrder = (staff: Staff, order: Order, cancelled: boolean, now: number) =>
  put(
    staff,
    { orgId: order.orgId, reference: order.reference, facts: { ...factsOf(order), cancelled } },
    cancelled ? "order.cancelled" : "order.reopened",
    now,
  );

/** Gives an order to another organization: the first sees it no more. Written down for both. */
export function moveOrder(staff: Staff, order: Order, orgId: OrgId, now: number) {
  if (orgId === order.orgId) return;
  transact(staff, () => {
    const { reference } = order;
    writeDown(staff, { orgId: order.orgId, action: "order.moved-away", subject: reference }, now);
    put(staff, { orgId, reference, facts: factsOf(order) }, "order.moved-here", now);
  });
}

/** Adds a step to an order and writes down who did; the same event again changes nothing. */
export function addStep(staff: Staff, { id, orgId, reference }: Order, event: OrderEvent, now: number) {
  transact(staff, () => {
    const outcome = addOrderEvent(staff, { id, orgId }, event, told(staff, now));
    if (outcome !== "created") return;
    writeDown(staff, { orgId, action: "order.event", subject: `${reference}: ${event.step}` }, now);
  });
}
