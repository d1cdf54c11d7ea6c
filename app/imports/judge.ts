import type { OrgId } from "#db/ids.ts";
import type { OrderEvent } from "#db/schema/feed.ts";
import type { System } from "#db/tenant.ts";
import { customerNamed } from "./customer-named.ts";
import type { CellFault } from "./import-faults.ts";
import { orderFactsOf, noFacts } from "../orders/order-facts.ts";
import { findEvent, wasRemoved } from "../orders/order-events.ts";
import { listSteps, stepKey, type Step } from "../orders/order-steps.ts";
import { findOrder } from "../orders/orders.ts";
import { orderOf, type OrderFacts } from "../orders/orders-write.ts";
import type { OrderRow } from "./row.ts";

/** What an order is, as a source could put it. */
export type Standing = { orgId: OrgId; facts: OrderFacts };

type Judged = {
  effect: "make" | "change" | "same";
  before: Standing | null;
  after: Standing;
  event: OrderEvent | null;
  notices: CellFault[];
};
export type Verdict = { effect: "refuse"; faults: CellFault[] } | Judged;

/** Whether a line gives an order to another customer. */
export const isMove = ({ before, after }: Pick<Judged, "before" | "after">) =>
  before !== null && before.orgId !== after.orgId;

const refused = (column: CellFault["column"], is: CellFault["is"]): Verdict => ({
  effect: "refuse",
  faults: [{ column, is }],
});

/** What a line would do to the orders as they stand now. */
export function judgeRow(system: System, { reference, customer, facts, event: told }: OrderRow): Verdict {
  const known = orderOf(system, reference);
  const order = known && findOrder(system.within(known.orgId), known.id, "")!;
  const before = order && { orgId: order.orgId, facts: orderFactsOf(order) };
  const named = customer === null ? null : customerNamed(system, customer);
  if (named && "fault" in named) return refused("customer", named.fault);
  const orgId = named?.orgId ?? before?.orgId;
  if (!orgId) return refused("customer", "missingCustomer");
  if (!before && !facts.title) return refused("title", "missingTitle");

  const after = { orgId, facts: { ...(before?.facts ?? noFacts(reference)), ...facts } };
  const { kind } = after.facts;
  const plan = order?.kind === kind ? order.plan : listSteps(system, kind);
  const planned = told && stepMeant(told.step, plan);
  const event = told && { ...told, step: planned?.key ?? told.step };
  const notices: CellFault[] = told && !planned ? [{ column: "step", is: "unknownStep" }] : [];
  const judged = { before, after, event, notices };
  if (!before) return { effect: "make", ...judged };
  const isKnown = (id: string) => findEvent(system, order!, id) !== null || wasRemoved(system, order!, id);
  const isSame = JSON.stringify(before) === JSON.stringify(after) && (!event || isKnown(event.eventId));
  return { effect: isSame ? "same" : "change", ...judged };
}

/** The planned step that a text means, by its key or the company's words; null where it means none. */
function stepMeant(said: string, plan: readonly Step[]): Step | null {
  const means = (text: string) => stepKey(text) === stepKey(said);
  return plan.find(({ key, name }) => means(key) || means(name)) ?? null;
}
