import { eq } from "drizzle-orm";
import { onceKeys } from "#db/schema/sign-in.ts";
import { sha256 } from "#db/secrets.ts";
import { transact, type System } from "#db/tenant.ts";

/**
 * Acts once for a form: `key` is its hidden key and `content` what was sent with it. Gives where the act led; the same
 * form sent again leads there too and acts no more. All in one transaction: an act that throws, or gives null because it
 * did nothing, leaves no trace.
 */
export function once<Where extends string | null>(
  system: System,
  key: string,
  content: unknown,
  act: () => Where,
  now: number,
): Where | string {
  const hash = sha256(JSON.stringify([key, content]));
  return transact(system, () => {
    const first = system.db.select().from(onceKeys).where(eq(onceKeys.key, hash)).get();
    if (first) return first.location;
    const location = act();
    if (location === null) return location;
    system.db.insert(onceKeys).values({ key: hash, location, createdAt: now }).run();
    return location;
  });
}
