import { inArray } from "drizzle-orm";
import { orders, type OrderKind } from "#db/schema/orders.ts";
import { mine, type Tenant } from "#db/tenant.ts";

/** What an order or a project is called by. */
export type OrderName = { kind: OrderKind; number: string };

/** The names of the organization's orders among these, by id. */
export function listOrderNames(tenant: Tenant, ids: readonly string[]): Map<string, OrderName> {
  const rows = tenant.db
    .select({ id: orders.id, name: { kind: orders.kind, number: orders.reference } })
    .from(orders)
    .where(mine(tenant, orders, inArray(orders.id, [...ids])))
    .all();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
