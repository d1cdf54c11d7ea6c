import type { OrgId } from "#db/ids.ts";
import type { System } from "#db/tenant.ts";
import { factsOf, noFacts } from "../models/order-facts.ts";
import { hasEvent } from "../models/order-events.ts";
import { findOrder } from "../models/orders.ts";
import { orderOf, type OrderFacts } from "../models/orders-write.ts";
import { customerOf } from "./customer.ts";
import type { Fault, Row } from "./row.ts";

/** What an order is, as a source could put it. */
export type Standing = { orgId: OrgId; facts: OrderFacts };

type Judged = { effect: "make" | "change" | "same"; before: Standing | null; after: Standing };
export type Verdict = { effect: "refuse"; faults: Fault[] } | Judged;

/** Whether a line gives an order to another customer. */
export const isMove = ({ before, after }: Judged) => before !== null && before.orgId !== after.orgId;

const refused = (column: Fault["column"], fault: string): Verdict => ({
  effect: "refuse",
  faults: [{ column, fault }],
});

/** What a line would do to the orders as they stand now. */
export function judge(system: System, { reference, customer, facts, event }: Row): Verdict {
  const order = orderOf(system, reference);
  const before = order && { orgId: order.orgId, facts: factsOf(findOrder(system.within(order.orgId), order.id, "")!) };
  const named = customer === null ? null : customerOf(system, customer);
  if (named && "fault" in named) return refused("customer", named.fault);
  const orgId = named?.orgId ?? before?.orgId;
  if (!orgId) return refused("customer", "is missing: a new order needs one");
  if (!before && !facts.title) return refused("title", "is missing: a new order needs one");

  const after = { orgId, facts: { ...(before?.facts ?? noFacts(reference)), ...facts } };
  if (!before) return { effect: "make", before, after };
  const isSame =
    JSON.stringify(before) === JSON.stringify(after) && (!event || hasEvent(system, order!, event.eventId));
  return { effect: isSame ? "same" : "change", before, after };
}
