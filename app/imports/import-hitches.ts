import { eq } from "drizzle-orm";
import { jobs } from "#db/schema/mail.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { enqueueImport, workOf } from "./import-work.ts";
import { findImport, type Import } from "./imports.ts";

/** Why the work on an import does not go on, and when it is tried again (epoch milliseconds; null: it was given up). Null while it goes on. */
export function findHitch({ db }: Staff, found: Pick<Import, "id" | "state">) {
  const work = workOf(found);
  const job = work && db.select().from(jobs).where(eq(jobs.dedupeKey, work.dedupeKey)).get();
  if (!job?.attempts) return null;
  const why = /disk is full|ENOSPC|EDQUOT/i.test(job.error ?? "") ? ("diskFull" as const) : ("broken" as const);
  return { why, nextAt: job.parkedAt === null ? job.notBefore : null };
}

export type Hitch = NonNullable<ReturnType<typeof findHitch>>;

/** Has what did not go on tried again now; false where nothing of the kind is there. `now` is epoch milliseconds. */
export const retryImport = (staff: Staff, id: string, now: number): boolean =>
  transact(staff, () => {
    const found = findImport(staff, id);
    if (!found || !findHitch(staff, found)) return false;
    enqueueImport(staff, found, now);
    return true;
  });
