import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import { invoices, stripeCustomers } from "#db/schema/billing.ts";
import type { Staff } from "#db/tenant.ts";

const [maxSuggested, maxLookedAt] = [3, 1_000];

type Customer = { organization: { name: string; email: string | null }; people: { email: string }[] };

/**
 * Customers at Stripe that belong to nobody and are probably this organization's: they have an address of theirs, or its
 * name; by name among the first thousand of nobody's. Each with how many invoices it has.
 */
export function suggestStripeCustomers({ db }: Staff, { organization, people }: Customer) {
  const { id, name, email, firstEmail, orgId, deletedAt } = stripeCustomers;
  const isNobodys = and(isNull(orgId), isNull(deletedAt));
  const known = [organization.email, ...people.map((person) => person.email)].filter((one) => one !== null);
  const byAddress = db
    .select({ id })
    .from(stripeCustomers)
    .where(and(isNobodys, inArray(firstEmail, known)));
  const nobodys = db.select({ id, name }).from(stripeCustomers).where(isNobodys).limit(maxLookedAt).as("nobodys");
  const byName = db
    .select({ id: nobodys.id })
    .from(nobodys)
    .where(sql`lower(${nobodys.name}) = lower(${organization.name})`);
  const found = [...byAddress.all(), ...byName.all()].map((row) => row.id);
  const theirs = db.select({ n: count() }).from(invoices).where(eq(invoices.customerId, id));
  return db
    .select({ id, name, email, invoices: sql<number>`(${theirs})` })
    .from(stripeCustomers)
    .where(inArray(id, found))
    .limit(maxSuggested)
    .all();
}
