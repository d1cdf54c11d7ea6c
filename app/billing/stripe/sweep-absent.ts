import { asc, gt } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { setImmediate } from "node:timers/promises";
import { transact, type System } from "#db/tenant.ts";
import { isPending, markForFetch } from "./fetch-queue.ts";
import type { ObjectType } from "./object-type.ts";
import { sweepPriority } from "./sweep-store.ts";

const batch = 500;

/**
 * Marks what is here and was in none of Stripe's lists since `startedAt` (epoch milliseconds): it is fetched by itself
 * and only Stripe's own word ends it. Gives how many. `goesOn` is asked before each batch; where it says no, the rest is
 * left to whoever has the sweep now.
 */
export async function markAbsent(
  system: System,
  objectType: ObjectType,
  startedAt: number,
  now: number,
  goesOn: () => boolean,
): Promise<number> {
  let marked = 0;
  for (let after: string | undefined = ""; after !== undefined && goesOn(); await setImmediate()) {
    const { db } = system;
    const { id, deletedAt, fetchedAt } = objectType.table;
    const owner = (objectType.listed?.by === "customer" ? objectType.table : {}) as { customerId?: SQLiteColumn };
    const rows = db
      .select({ id, deletedAt, fetchedAt, customerId: owner.customerId ?? id })
      .from(objectType.table)
      .where(gt(id, after))
      .orderBy(asc(id))
      .limit(batch)
      .all() as { id: string; deletedAt: number | null; fetchedAt: number; customerId: string | null }[];
    const absent = rows.filter((row) => row.deletedAt === null && row.fetchedAt < startedAt && row.customerId !== null);
    transact(system, () => {
      for (const row of absent) {
        const ref = { type: objectType.object, id: row.id };
        if (isPending(system, ref)) continue;
        markForFetch(system, ref, { now, priority: sweepPriority });
        marked++;
      }
    });
    after = rows.length < batch ? undefined : rows.at(-1)!.id;
  }
  return marked;
}
