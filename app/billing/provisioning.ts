import { and, eq, isNotNull, isNull, ne } from "drizzle-orm";
import { newId, type OrgId, type PersonId } from "#db/ids.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { customerClaims } from "#db/schema/feed.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import type { System } from "#db/tenant.ts";
import { canonicalAddress } from "../people/address.ts";
import { note } from "../company/audit-log.ts";
import { addStaffTask } from "../company/staff-tasks.ts";

export type NewCustomer = {
  /** Stripe's id. */
  id: string;
  email: string | null;
  name: string | null;
  personName: string | null;
};

/**
 * Finds or makes the organization of a Stripe customer seen for the first time, in the caller's transaction, and gives
 * its id; null where there is no address to go by, which becomes a task for staff. It is an existing organization only
 * where the feed claimed the customer for it, or a linked customer of that one holds the same, never since changed address.
 * Whoever reads the address owns an organization that is new, or has nobody yet.
 */
export function provision(system: System, customer: NewCustomer, now: number): OrgId | null {
  const email = canonicalAddress(customer.email ?? "");
  const claimed = claimedFor(system, customer.id);
  if (claimed && email && isEmpty(system, claimed)) makeOwner(system, claimed, customer, email, now);
  if (claimed) return claimed;
  if (!email) {
    const address = customer.email ? `the address “${customer.email.slice(0, 254)}”, which is none` : "no address";
    const detail = `Stripe customer ${customer.id} (${customer.name ?? "no name"}) has ${address}: nobody can sign in for them.`;
    addStaffTask(system, "customer-without-email", customer.id, detail, now);
    return null;
  }
  return organizationOf(system, customer.id, email) ?? newOrganization(system, customer, email, now);
}

function claimedFor({ db }: System, customerId: string): OrgId | null {
  const claim = db.select().from(customerClaims).where(eq(customerClaims.customerId, customerId)).get();
  return claim?.orgId ?? null;
}

const isEmpty = ({ db }: System, orgId: OrgId) =>
  !db.select({ orgId: memberships.orgId }).from(memberships).where(eq(memberships.orgId, orgId)).get();

function organizationOf({ db }: System, customerId: string, email: string): OrgId | null {
  const same = db
    .selectDistinct({ orgId: stripeCustomers.orgId })
    .from(stripeCustomers)
    .where(
      and(
        eq(stripeCustomers.firstEmail, email),
        eq(stripeCustomers.email, email),
        isNull(stripeCustomers.emailChangedAt),
        isNull(stripeCustomers.deletedAt),
        isNotNull(stripeCustomers.orgId),
        ne(stripeCustomers.id, customerId),
      ),
    )
    .all();
  return same.length === 1 ? same[0]!.orgId : null;
}

function newOrganization(system: System, customer: NewCustomer, email: string, now: number): OrgId {
  const orgId = newId("org") as OrgId;
  const name = (customer.name?.trim() || email).slice(0, 200);
  system.db.insert(organizations).values({ id: orgId, name, createdAt: now }).run();
  makeOwner(system, orgId, customer, email, now);
  note(system, { orgId, actor: "stripe", action: "organization.provisioned", subject: customer.id }, now);
  return orgId;
}

/** Whoever reads the address owns the organization. */
function makeOwner({ db }: System, orgId: OrgId, customer: NewCustomer, email: string, now: number) {
  const id = newId("per") as PersonId;
  const person = { id, email, name: customer.personName?.trim().slice(0, 200) || null, createdAt: now, updatedAt: now };
  db.insert(people).values(person).onConflictDoNothing({ target: people.email }).run();
  const { id: personId } = db.select({ id: people.id }).from(people).where(eq(people.email, email)).get()!;
  db.insert(memberships).values({ orgId, personId, role: "owner", source: "stripe", createdAt: now }).run();
}
