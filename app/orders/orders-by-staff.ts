import { eq } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import type { OrderEvent } from "#db/schema/feed.ts";
import { orders } from "#db/schema/orders.ts";
import { organizations } from "#db/schema/organizations.ts";
import { changeRow } from "#db/statements.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "../company/audit-log.ts";
import { replaceEvent, takeEventBack } from "./event-corrections.ts";
import { orderFactsOf } from "./order-facts.ts";
import { addStepFiles, type MeasuredFile } from "./step-files.ts";
import { plannedSteps } from "./planned-steps.ts";
import { findOrder } from "./orders.ts";
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

const told = ({ email }: Staff, now: number) => ({ source: "staff", actor: email, now }) as const;

type Wanted = { orgId: OrgId; reference: string; facts: OrderFacts };

function put(staff: Staff, wanted: Wanted, action: string, now: number): string {
  return transact(staff, () => {
    const { id, outcome } = putOrder(staff, wanted, { ...told(staff, now), at: null });
    if (outcome !== "unchanged") writeDown(staff, { orgId: wanted.orgId, action, subject: wanted.reference }, now);
    return id;
  });
}

/**
 * Makes an order and writes down who did, `atFirstStep` as one that has reached its first planned step when it was
 * placed. Gives its id, or null where the reference is taken.
 */
export const makeOrder = (staff: Staff, wanted: Wanted, { atFirstStep }: { atFirstStep: boolean }, now: number) =>
  transact(staff, () => {
    if (orderOf(staff, wanted.reference)) return null;
    const id = put(staff, wanted, "order.created", now);
    const { kind, steps, placedAt } = wanted.facts;
    const [first] = plannedSteps(staff, { kind, steps, frozenSteps: null }, []);
    if (!atFirstStep || !first) return id;
    const occurredAt = Math.min(placedAt ?? now, now);
    const plain = { note: null, carrier: null, trackingNumber: null, trackingUrl: null, needs: null };
    const event = { eventId: `staff-first-${id}`, step: first.key, occurredAt, ...plain };
    addOrderEvent(staff, { id, orgId: wanted.orgId }, event, told(staff, now));
    return id;
  });

type Change = { action: string; orgId?: OrgId; facts?: Partial<OrderFacts> };

/** Puts an order anew, as it is in the caller's transaction but for what changes of it. */
function putAnew(staff: Staff, order: AnyOrder, { action, orgId = order.orgId, facts }: Change, now: number) {
  put(staff, { orgId, reference: order.reference, facts: { ...orderFactsOf(order), ...facts } }, action, now);
}

const anyOrder = (staff: Staff, id: string) => findAnyOrder(staff, id, "");

type Checked<Faults> = { facts: OrderFacts; faults: Faults };

/**
 * Changes an order to what `check` makes of the facts it has, and writes down who did. `seen` is the state that was
 * looked at meanwhile: `stale` where the order has another. Null where there is none; `now` is epoch milliseconds.
 */
export const changeOrder = <Faults extends object>(
  staff: Staff,
  id: string,
  { seen, check }: { seen: string | null; check: (before: OrderFacts) => Checked<Faults> },
  now: number,
) =>
  transact(staff, () => {
    const order = anyOrder(staff, id);
    if (!order) return null;
    const before = orderFactsOf(order);
    const { facts, faults } = check(before);
    if (Object.keys(faults).length) return { is: "faulty" as const, faults };
    if (JSON.stringify(facts) === JSON.stringify(before)) return { is: "same" as const };
    if (seen !== String(order.updatedAt)) return { is: "stale" as const };
    putAnew(staff, order, { action: "order.changed", facts }, now);
    return { is: "changed" as const };
  });

/** Cancels an order, whoever's it is by then: its people are mailed, with the reason where there is one. */
export const cancelOrder = (staff: Staff, id: string, reason: string | null, now: number) =>
  transact(staff, () => {
    const order = anyOrder(staff, id);
    if (!order || order.cancelled) return;
    putAnew(staff, order, { action: "order.cancelled", facts: { cancelled: true } }, now);
    changeRow(staff.db, orders, { id }, { cancelReason: reason });
  });

/** Takes a cancelled order up again. Nobody is mailed. */
export const reopenOrder = (staff: Staff, id: string, now: number) =>
  transact(staff, () => {
    const order = anyOrder(staff, id);
    if (order) putAnew(staff, order, { action: "order.reopened", facts: { cancelled: false } }, now);
  });

/** Gives an order to another organization: the first sees it no more. Written down for both. */
export const moveOrder = (staff: Staff, id: string, orgId: OrgId, now: number) =>
  transact(staff, () => {
    const order = anyOrder(staff, id);
    if (!order || order.orgId === orgId) return;
    writeDown(staff, { orgId: order.orgId, action: "order.moved-away", subject: order.reference }, now);
    putAnew(staff, order, { action: "order.moved-here", orgId }, now);
  });

/** Adds a step to an order with the files that it shows, and writes down who did; the same event again changes nothing. */
export const addStep = (
  staff: Staff,
  id: string,
  event: OrderEvent,
  now: number,
  files: readonly MeasuredFile[] = [],
) =>
  transact(staff, () => {
    const order = anyOrder(staff, id);
    const outcome = order && addOrderEvent(staff, order, event, told(staff, now));
    if (outcome !== "created") return;
    const { orgId, reference } = order!;
    addStepFiles(staff, order!, event.eventId, files, now);
    writeDown(staff, { orgId, action: "order.event", subject: `${reference}: ${event.step}` }, now);
  });

/** A step of an order's history that can be taken back: no customer answered it. Null where there is none. */
export const findRemovable = ({ events, approvals }: Pick<AnyOrder, "events" | "approvals">, eventId: string) =>
  approvals.some((approval) => approval.eventId === eventId)
    ? null
    : (events.find((event) => event.eventId === eventId) ?? null);

/** The newest of those, or null. */
export const newestRemovable = (order: Pick<AnyOrder, "events" | "approvals">) =>
  order.events.findLast(({ eventId }) => findRemovable(order, eventId)) ?? null;

/**
 * Takes back a step that was told by mistake, by whomever, and writes down who did: the order stands where it stood
 * without it, and who was mailed what is not so any more is told.
 */
export const takeStepBack = (staff: Staff, id: string, eventId: string, now: number) =>
  transact(staff, () => {
    const order = anyOrder(staff, id);
    const event = order && findRemovable(order, eventId);
    if (!event || takeEventBack(staff, order, eventId, now) !== "updated") return;
    const { orgId, reference } = order;
    writeDown(staff, { orgId, action: "order.event-removed", subject: `${reference}: ${event.step}` }, now);
  });

/** Puts a step in the place of one that was told by mistake, and writes down who did. False, and nothing is done, where that stays. */
export const replaceStep = (staff: Staff, order: AnyOrder, eventId: string, event: OrderEvent, now: number) =>
  transact(staff, () => {
    const was = findRemovable(order, eventId);
    if (!was || !replaceEvent(staff, order, eventId, event, told(staff, now))) return false;
    const { orgId, reference } = order;
    writeDown(staff, { orgId, action: "order.event-removed", subject: `${reference}: ${was.step}` }, now);
    writeDown(staff, { orgId, action: "order.event", subject: `${reference}: ${event.step}` }, now);
    return true;
  });
