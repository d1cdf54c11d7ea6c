import { eq } from "drizzle-orm";
import { stripeCursors } from "#db/schema/stripe.ts";
import type { System } from "#db/tenant.ts";

/** Takes up again what the last sweeps could not read; gives how many windows. `now` is epoch milliseconds. */
export function retryWindows({ db }: System, now: number): number {
  const anew = { state: "waiting", attempts: 0, notBefore: now, updatedAt: now } as const;
  return db.update(stripeCursors).set(anew).where(eq(stripeCursors.state, "failed")).run().changes;
}
