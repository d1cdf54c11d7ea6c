import { eq, sql } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import type { System } from "#db/tenant.ts";
import { canonicalAddress } from "../auth/address.ts";

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

/** Whom a file means: by the number of the company's systems, Stripe's id, or the address of somebody of theirs. Else what is wrong. */
export function customerOf({ db }: System, said: string): { orgId: OrgId } | { fault: string } {
  const known = byNumber(db).get({ name: said }) ?? byStripe(db).get({ name: said });
  if (known?.orgId) return { orgId: known.orgId };
  const address = canonicalAddress(said);
  const theirs = address ? byAddress(db).all({ name: address }) : [];
  if (theirs.length > 1) return { fault: "belongs to several customers: write the customer's number" };
  return theirs[0] ?? { fault: "is no customer's number, Stripe id or address" };
}
