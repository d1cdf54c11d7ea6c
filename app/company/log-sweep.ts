import { eq } from "drizzle-orm";
import { logSweep } from "#db/schema/organizations.ts";
import { transact, type System } from "#db/tenant.ts";

/** Does something that deletes rows of the log from before a moment (epoch milliseconds), in one transaction: nothing else may. */
export function lettingLogGo<T>(system: System, before: number, run: () => T): T {
  const { db } = system;
  return transact(system, () => {
    db.insert(logSweep).values({ id: 1, before }).run();
    const result = run();
    db.delete(logSweep).where(eq(logSweep.id, 1)).run();
    return result;
  });
}
