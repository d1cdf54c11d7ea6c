import { inArray } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { orders, type OrderKind } from "#db/schema/orders.ts";
import { mine, type Tenant } from "#db/tenant.ts";

/** What an order or a project is called by. */
export type OrderName = { kind: OrderKind; number: string };

const listing = preparedFor((tenant: Tenant, { ids }: { ids: readonly string[] }) =>
  tenant.db
    .select({ id: orders.id, name: { kind: orders.kind, number: orders.reference } })
    .from(orders)
    .where(mine(tenant, orders, inArray(orders.id, [...ids]))),
);

/** The names of the organization's orders among these, by id. */
export function listOrderNames(tenant: Tenant, ids: readonly string[]): Map<string, OrderName> {
  const rows = listing(tenant, { ids }).all();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
