import { and, eq, isNotNull, isNull, lt, notBetween, notExists, or, sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { newId } from "./ids.ts";
import { processes } from "./schema/processes.ts";
import { hasColumn, tables } from "./tables.ts";
import { transactUnflushed, type System } from "./tenant.ts";

/** How long a process that lives may say nothing, in milliseconds: it says so every second. */
const silenceMs = 4_000;

/** This process, whatever its number: a container gives the same one at every start, and a zombie answers to its own. */
const life = newId("life");

type LeasedTable = SQLiteTable & { leaseOwner: SQLiteColumn };
const leasedTables = tables.filter((table) => hasColumn(table, "lease_owner")) as LeasedTable[];

/** What a row is given so that one worker has it to itself until then, in epoch milliseconds. The owner names the process. */
export const newLease = (until: number) => ({ leaseOwner: `${newId("lease")}:${life}`, leaseUntil: until });

/** What gives a row back. */
export const noLease = { leaseOwner: null, leaseUntil: null } as const;

/** The rows of a table that no lease holds at that time. */
export const isFree = (table: { leaseUntil: SQLiteColumn }, now: number): SQL =>
  or(isNull(table.leaseUntil), lt(table.leaseUntil, now))!;

/** Whether another process has the lease. */
export const isOfAnother = (owner: string | null) => owner !== null && !owner.endsWith(`:${life}`);

/**
 * Says that this process lives, and gives back what those had that no longer say so. Gives whether there were any. `now`
 * is epoch milliseconds; one whose mark lies as far in the future is as dead, since clocks are set back.
 */
export function sayAlive(system: System, now: number): boolean {
  const { db } = system;
  return transactUnflushed(system, () => {
    const isNew = !db.update(processes).set({ seenAt: now }).where(eq(processes.life, life)).run().changes;
    if (isNew) db.insert(processes).values({ life, seenAt: now }).run();
    const isSilent = notBetween(processes.seenAt, now - silenceMs, now + silenceMs);
    const died = db.delete(processes).where(isSilent).run().changes > 0;
    return (isNew || died) && freeAbandoned(system) > 0;
  });
}

/** Says that this process ends, so that nobody waits for its silence: the next word of another gives back what it had. */
export function sayGone({ db }: System) {
  db.update(processes).set({ seenAt: 0 }).where(eq(processes.life, life)).run();
}

/** Gives back whatever is leased by a process that is not there. */
function freeAbandoned({ db }: System): number {
  return leasedTables.reduce((freed, table) => {
    const owner = sql`substr(${table.leaseOwner}, -length(${processes.life})) = ${processes.life}`;
    const living = db.select({ life: processes.life }).from(processes).where(owner);
    const abandoned = and(isNotNull(table.leaseOwner), notExists(living));
    return freed + db.update(table).set(noLease).where(abandoned).run().changes;
  }, 0);
}
