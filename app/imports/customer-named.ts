import { eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import type { OrgId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import type { Staff, System } from "#db/tenant.ts";
import { canonicalAddress } from "../people/address.ts";
import type { FaultName } from "./import-faults.ts";
import { spellingsOf } from "../search/search-text.ts";

const name = sql.placeholder("name");

const byNumber = prepared((db) =>
  db.select({ orgId: organizations.id }).from(organizations).where(eq(organizations.externalId, name)).prepare(),
);
const byStripe = prepared((db) =>
  db.select({ orgId: stripeCustomers.orgId }).from(stripeCustomers).where(eq(stripeCustomers.id, name)).prepare(),
);
const byAddress = prepared((db) =>
  db
    .select({ orgId: memberships.orgId })
    .from(people)
    .innerJoin(memberships, eq(memberships.personId, people.id))
    .where(eq(people.email, name))
    .limit(2)
    .prepare(),
);
const byName = prepared((db) => {
  const spelled = spellingsOf("").map((_, i) => sql`lower(${sql.placeholder(String(i))})`);
  const { id, externalId, closedAt } = organizations;
  return db
    .select({ id, externalId, closedAt })
    .from(organizations)
    .where(inArray(sql`lower(trim(${organizations.name}))`, spelled))
    .prepare();
});

/** Those of a name, however it is spelled. */
export const customersOfName = ({ db }: { db: Db }, said: string) => byName(db).all({ ...spellingsOf(said.trim()) });

/** Whom somebody means by the number of the company's systems, Stripe's id, the address of one of their people, or their name. Else what is wrong. */
export function customerNamed({ db }: System | Staff, said: string): { orgId: OrgId } | { fault: FaultName } {
  const known = byNumber(db).get({ name: said }) ?? byStripe(db).get({ name: said });
  if (known?.orgId) return { orgId: known.orgId };
  const address = canonicalAddress(said);
  const theirs = address ? byAddress(db).all({ name: address }) : [];
  if (theirs.length > 1) return { fault: "severalOfAddress" };
  if (theirs[0]) return theirs[0];
  const named = customersOfName({ db }, said);
  if (named.length > 1) return { fault: "severalOfName" };
  return named[0] ? { orgId: named[0].id } : { fault: "noCustomer" };
}
