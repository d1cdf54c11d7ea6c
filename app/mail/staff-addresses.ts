import type { Db } from "#db/connection.ts";
import { staff } from "#db/schema/organizations.ts";
import type { Config } from "../config.server.ts";

/** The addresses of everybody of the company, each once and in order: those named at the start, and those added since. */
export function listStaffAddresses({ db }: { db: Db }, { staffEmails }: Pick<Config, "staffEmails">): string[] {
  const added = db.select({ email: staff.email }).from(staff).all();
  return [...new Set([...staffEmails, ...added.map(({ email }) => email)])].sort();
}
