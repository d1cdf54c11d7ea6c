import { setImmediate } from "node:timers/promises";
import { asc, gt, sql, type SQL } from "drizzle-orm";
import { orderEvents, orders, type OrderKind } from "#db/schema/orders.ts";
import { transact, type System } from "#db/tenant.ts";
import { settleOrder } from "./order-events.ts";

const atOnce = 500;
const sliceMs = 20;

const { id, orgId, kind, doneAt, steps, frozenSteps } = orders;

/** Writes anew what lists say of a kind's orders that are not done and go by its list. */
export const settleOrdersOf = (system: System, of: OrderKind, hold: () => void) =>
  settleAll(system, sql`${kind} = ${of} and coalesce(${doneAt}, ${steps}, ${frozenSteps}) is null`, hold);

/** Writes anew what lists say of the orders that several things happened to at one moment. */
export const settleSameMoments = (system: System, hold: () => void) =>
  settleAll(
    system,
    sql`exists (select 1 from ${orderEvents} where ${orderEvents.orderId} = ${id}
      group by ${orderEvents.occurredAt} having count(*) > 1)`,
    hold,
  );

/**
 * Settles the orders that a condition holds for, in transactions of some milliseconds each, so that pages are answered
 * between them. Begun anew it comes to the same. `hold` is called in each.
 */
async function settleAll(system: System, isMeant: SQL, hold: () => void) {
  for (let last: string | undefined = ""; last !== undefined; await setImmediate())
    last = settleSome(system, isMeant, last, hold);
}

/** Gives the id of the last order that was looked at, or undefined after the last. */
function settleSome(system: System, isMeant: SQL, last: string, hold: () => void): string | undefined {
  const few = system.db
    .select({ id, orgId, isMeant: sql<number>`${isMeant}` })
    .from(orders)
    .where(gt(id, last))
    .orderBy(asc(id))
    .limit(atOnce)
    .all();
  const meant = few.filter((one) => one.isMeant);
  if (!meant.length) return few.at(-1)?.id;
  return transact(system, () => {
    hold();
    const until = performance.now() + sliceMs;
    const behind = meant.find((order) => {
      settleOrder(system, order);
      return performance.now() > until;
    });
    return behind?.id ?? few.at(-1)?.id;
  });
}
