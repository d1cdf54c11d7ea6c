import { inArray } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { people } from "#db/schema/organizations.ts";
import type { Config } from "../config.server.ts";
import { listStaffAddresses } from "../mail/staff-addresses.ts";

/** Everybody of the company, with their names where they have signed in and have one. */
export function listColleagues({ db }: { db: Db }, config: Pick<Config, "staffEmails">) {
  const emails = listStaffAddresses({ db }, config);
  const known = db
    .select({ email: people.email, name: people.name })
    .from(people)
    .where(inArray(people.email, emails))
    .all();
  return emails.map((email) => ({ email, name: known.find((one) => one.email === email)?.name ?? null }));
}
