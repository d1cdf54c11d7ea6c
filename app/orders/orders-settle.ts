import { setImmediate } from "node:timers/promises";
import { asc, gt } from "drizzle-orm";
import { orders, type OrderKind } from "#db/schema/orders.ts";
import { transact, type System } from "#db/tenant.ts";
import { settleOrder } from "./order-events.ts";

const atOnce = 500;
const sliceMs = 20;

/**
 * Writes anew what lists say of a kind's orders that are not done, in transactions of some milliseconds each, so that pages
 * are answered between them. Begun anew it comes to the same. `hold` is called in each.
 */
export async function settleOrdersOf(system: System, kind: OrderKind, hold: () => void) {
  for (let last: string | undefined = ""; last !== undefined; await setImmediate())
    last = settleSome(system, kind, last, hold);
}

/** Gives the id of the last order that was looked at, or undefined after the last. */
function settleSome(system: System, kind: OrderKind, last: string, hold: () => void): string | undefined {
  const { id, orgId, doneAt, steps, frozenSteps } = orders;
  const few = system.db
    .select({ id, orgId, kind: orders.kind, doneAt, steps, frozenSteps })
    .from(orders)
    .where(gt(id, last))
    .orderBy(asc(id))
    .limit(atOnce)
    .all();
  const waiting = few.filter((one) => one.kind === kind && one.doneAt === null && !one.steps && !one.frozenSteps);
  if (!waiting.length) return few.at(-1)?.id;
  return transact(system, () => {
    hold();
    const until = performance.now() + sliceMs;
    const behind = waiting.find((order) => {
      settleOrder(system, order);
      return performance.now() > until;
    });
    return behind?.id ?? few.at(-1)?.id;
  });
}
