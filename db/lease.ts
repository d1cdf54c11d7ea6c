import { hostname } from "node:os";
import { isNull, lt, or, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { newId } from "./ids.ts";

type Lease = { leaseOwner: string | null; leaseUntil: number | null };

/** In a container every start has the same number and name. */
const life = newId("life");

/** What a row is given so that one worker has it to itself until then, in epoch milliseconds. The owner names the process. */
export const newLease = (until: number) => ({
  leaseOwner: [newId("lease"), process.pid, hostname(), life].join(":"),
  leaseUntil: until,
});

/** What gives a row back. */
export const noLease = { leaseOwner: null, leaseUntil: null } as const;

/** The rows of a table that no lease holds at that time. */
export const isFree = (table: { leaseUntil: SQLiteColumn }, now: number): SQL =>
  or(isNull(table.leaseUntil), lt(table.leaseUntil, now))!;

/** Whether a row may be taken: no lease holds it, or only that of a process that is known to have died. */
export const mayBeTaken = ({ leaseOwner, leaseUntil }: Lease, now: number): boolean =>
  (leaseUntil ?? 0) < now || isAbandoned(leaseOwner);

/** Whether another process has the lease. */
export const isOfAnother = (owner: string | null) => owner !== null && !owner.endsWith(`:${life}`);

/** Whether the process that has the lease is known to have died; elsewhere than on this machine it is never known. */
export function isAbandoned(owner: string | null): boolean {
  const [, pid, host, itsLife] = owner?.split(":") ?? [];
  if (host !== hostname()) return false;
  if (Number(pid) === process.pid) return itsLife !== life;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
