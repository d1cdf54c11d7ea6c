import type { Db } from "./connection.ts";
import { jobs } from "./schema.ts";

/**
 * Leaves work for the job loop, in the caller's transaction. With a `dedupeKey` a job that still waits is not doubled.
 * Times are epoch milliseconds.
 */
export function enqueue(
  { db }: { db: Db },
  kind: string,
  ids: Record<string, string>,
  { now, notBefore = now, dedupeKey = null }: { now: number; notBefore?: number; dedupeKey?: string | null },
) {
  db.insert(jobs).values({ kind, ids, dedupeKey, notBefore, createdAt: now }).onConflictDoNothing().run();
}
