import { isNotNull, sql } from "drizzle-orm";
import type { Db } from "./connection.ts";
import { noLease } from "./lease.ts";
import { jobs } from "./schema/mail.ts";

/**
 * Leaves work for the job loop, in the caller's transaction. With a `dedupeKey` a job that still waits is not doubled,
 * and keeps its place where that is the earlier; one that runs or was given up begins anew.
 * Times are epoch milliseconds.
 */
export function enqueue(
  { db }: { db: Db },
  kind: string,
  ids: Record<string, string>,
  { now, notBefore = now, dedupeKey = null }: { now: number; notBefore?: number; dedupeKey?: string | null },
) {
  const earlier = sql`min(${jobs.notBefore}, excluded.not_before)`;
  const anew = { ids, notBefore: earlier, attempts: 0, parkedAt: null, ...noLease };
  db.insert(jobs)
    .values({ kind, ids, dedupeKey, notBefore, createdAt: now })
    .onConflictDoUpdate({ target: jobs.dedupeKey, targetWhere: isNotNull(jobs.dedupeKey), set: anew })
    .run();
}
