import { inArray } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { people, staff } from "#db/schema/organizations.ts";
import type { Config } from "../config.server.ts";

/** The addresses of everybody of the company: those named at the start, and those added since. */
export function listStaffAddresses({ db }: { db: Db }, { staffEmails }: Pick<Config, "staffEmails">): string[] {
  const added = db.select({ email: staff.email }).from(staff).all();
  return [...new Set([...staffEmails, ...added.map(({ email }) => email)])].sort();
}

/** The same with their names, where they have signed in and have one. */
export function listColleagues({ db }: { db: Db }, config: Pick<Config, "staffEmails">) {
  const emails = listStaffAddresses({ db }, config);
  const known = db
    .select({ email: people.email, name: people.name })
    .from(people)
    .where(inArray(people.email, emails))
    .all();
  return emails.map((email) => ({ email, name: known.find((one) => one.email === email)?.name ?? null }));
}
