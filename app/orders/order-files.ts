import { asc, eq } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { orderFiles } from "#db/schema/orders.ts";
import { mine, type Tenant } from "#db/tenant.ts";

const listing = preparedFor((tenant: Tenant, { orderId }: { orderId: string }) =>
  tenant.db
    .select({ name: orderFiles.name, url: orderFiles.url })
    .from(orderFiles)
    .where(mine(tenant, orderFiles, eq(orderFiles.orderId, orderId)))
    .orderBy(asc(orderFiles.position)),
);

/** The files of an order that the company keeps elsewhere, in its order. */
export const listOrderFiles = (tenant: Tenant, orderId: string) => listing(tenant, { orderId }).all();

export type OrderFile = ReturnType<typeof listOrderFiles>[number];
