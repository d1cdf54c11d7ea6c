import { asc, eq } from "drizzle-orm";
import { orderFiles } from "#db/schema/orders.ts";
import { mine, type Tenant } from "#db/tenant.ts";

/** The files of an order that the company keeps elsewhere, in its order. */
export const listOrderFiles = (tenant: Tenant, orderId: string) =>
  tenant.db
    .select({ name: orderFiles.name, url: orderFiles.url })
    .from(orderFiles)
    .where(mine(tenant, orderFiles, eq(orderFiles.orderId, orderId)))
    .orderBy(asc(orderFiles.position))
    .all();

export type OrderFile = ReturnType<typeof listOrderFiles>[number];
