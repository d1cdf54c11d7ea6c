import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import type { OrgId } from "#db/ids.ts";
import { prepared, preparedFor } from "#db/prepared.ts";
import { orderPromises } from "#db/schema/orders.ts";
import { places } from "#db/statements.ts";
import { mine, type Tenant } from "#db/tenant.ts";

type Whose = { orgId: OrgId; id: string };
type Promise = Omit<typeof orderPromises.$inferInsert, "orgId" | "orderId">;

const stating = prepared((db) => {
  const names = ["orgId", "orderId", "statedAt", "promisedDate", "source"] as const;
  const target = [orderPromises.orderId, orderPromises.statedAt];
  const set = { promisedDate: sql`excluded.promised_date`, source: sql`excluded.source` };
  const setWhere = sql`${orderPromises.promisedDate} is not excluded.promised_date`;
  return db
    .insert(orderPromises)
    .values(places([...names]) as never)
    .onConflictDoUpdate({ target, set, setWhere })
    .prepare();
});

/** Writes down what was promised at a time (epoch milliseconds) and by whom, in the caller's transaction. */
export function statePromise({ db }: { db: Db }, { orgId, id }: Whose, promise: Promise) {
  stating(db).run({ orgId, orderId: id, ...promise });
}

/** Whether anything is known to have been promised after a time. */
export function isStatedAfter({ db }: { db: Db }, { orgId, id }: Whose, at: number): boolean {
  const isOf = and(eq(orderPromises.orgId, orgId), eq(orderPromises.orderId, id));
  const found = db
    .select({ at: orderPromises.statedAt })
    .from(orderPromises)
    .where(and(isOf, gt(orderPromises.statedAt, at)));
  return found.limit(1).get() !== undefined;
}

/** Takes away what was promised at a time, in the caller's transaction. */
export function withdrawPromise({ db }: { db: Db }, { orgId, id }: Whose, at: number) {
  const isOf = and(eq(orderPromises.orgId, orgId), eq(orderPromises.orderId, id));
  db.delete(orderPromises)
    .where(and(isOf, eq(orderPromises.statedAt, at)))
    .run();
}

const listing = preparedFor((tenant: Tenant, { orderId }: { orderId: string }) =>
  tenant.db
    .select({
      statedAt: orderPromises.statedAt,
      promisedDate: orderPromises.promisedDate,
      source: orderPromises.source,
    })
    .from(orderPromises)
    .where(mine(tenant, orderPromises, eq(orderPromises.orderId, orderId)))
    .orderBy(asc(orderPromises.statedAt)),
);

/** The dates that were promised for an order, the first first, each once until another took its place. */
export const listPromises = (tenant: Tenant, orderId: string) =>
  listing(tenant, { orderId })
    .all()
    .filter(({ promisedDate }, i, all) =>
      i === 0 ? promisedDate !== null : promisedDate !== all[i - 1]!.promisedDate,
    );
