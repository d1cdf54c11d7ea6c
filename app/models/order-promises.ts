import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import type { OrgId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { orderPromises } from "#db/schema/orders.ts";
import { mine, type Tenant } from "#db/tenant.ts";

const stating = prepared((db) => {
  const row = {
    orgId: sql`${sql.placeholder("orgId")}`,
    orderId: sql`${sql.placeholder("orderId")}`,
    statedAt: sql`${sql.placeholder("statedAt")}`,
    promisedDate: sql`${sql.placeholder("promisedDate")}`,
  };
  const target = [orderPromises.orderId, orderPromises.statedAt];
  const set = { promisedDate: sql`excluded.promised_date` };
  return db.insert(orderPromises).values(row).onConflictDoUpdate({ target, set }).prepare();
});

/** Writes down what was promised at a time, in the caller's transaction. */
export function statePromise(
  { db }: { db: Db },
  { orgId, id }: { orgId: OrgId; id: string },
  promisedDate: string | null,
  statedAt: number,
) {
  stating(db).run({ orgId, orderId: id, statedAt, promisedDate });
}

/** The dates that were promised for an order, the first first, each once until another took its place. */
export function listPromises(tenant: Tenant, orderId: string) {
  return tenant.db
    .select({ statedAt: orderPromises.statedAt, promisedDate: orderPromises.promisedDate })
    .from(orderPromises)
    .where(mine(tenant, orderPromises, eq(orderPromises.orderId, orderId)))
    .orderBy(asc(orderPromises.statedAt))
    .all()
    .filter(({ promisedDate }, i, all) =>
      i === 0 ? promisedDate !== null : promisedDate !== all[i - 1]!.promisedDate,
    );
}
