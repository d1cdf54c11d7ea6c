import { eq, sql } from "drizzle-orm";
import { prepared } from "#db/prepared.ts";
import { organizations, people } from "#db/schema/organizations.ts";
import type { System } from "#db/tenant.ts";
import { chooseLocale } from "../text/locale.ts";
import { companyZone } from "../text/zones.ts";
import type { OutboxRow } from "./claim.ts";

const holder = prepared((db) =>
  db
    .select({ locale: people.locale, zone: people.timeZone })
    .from(people)
    .where(eq(people.email, sql.placeholder("email")))
    .prepare(),
);
const organization = prepared((db) =>
  db
    .select({ locale: organizations.locale })
    .from(organizations)
    .where(eq(organizations.id, sql.placeholder("id")))
    .prepare(),
);

/** In which locale whoever gets a mail reads, and by which zone's clocks they live: the company's where nobody has said. */
export function readerOf({ db }: System, { recipient, orgId }: OutboxRow): { locale: string; zone: string } {
  const person = holder(db).get({ email: recipient });
  const usual = orgId === null ? undefined : organization(db).get({ id: orgId });
  const wished = [person?.locale, usual?.locale].filter((one) => one != null);
  return { locale: chooseLocale(wished), zone: person?.zone ?? companyZone() };
}
