import type { Db } from "#db/connection.ts";
import { staff } from "#db/schema/organizations.ts";

/** The addresses of the company's own people, each once: `configured` by the environment, and those that were added. */
export function staffAddresses({ db }: { db: Db }, configured: readonly string[]): string[] {
  const added = db.select({ email: staff.email }).from(staff).all();
  return [...new Set([...configured, ...added.map(({ email }) => email)])];
}
