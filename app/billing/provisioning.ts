import { and, eq, isNotNull, isNull, ne, notExists, sql } from "drizzle-orm";
import { newId, type OrgId, type PersonId } from "#db/ids.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { customerClaims } from "#db/schema/feed.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import type { System } from "#db/tenant.ts";
import { canonicalAddress } from "../people/address.ts";
import { reservedFor } from "../people/reserved.ts";
import { isDecided } from "./customer-decisions.ts";
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
 * where the feed claimed the customer for it, or a linked customer of that one holds the same, never since changed address,
 * or held it until it was deleted at Stripe; what looks like a second place for somebody is a task for staff.
 * Whoever reads the address owns an organization that is new, or has nobody yet.
 */
export function provision(system: System, customer: NewCustomer, now: number): OrgId | null {
  const email = canonicalAddress(customer.email ?? "");
  const claimed = claimedFor(system, customer.id);
  const isReserved = !!email && reservedFor(system, email, now) !== null;
  if (claimed && email && isNew(system, claimed)) {
    if (isReserved) leaveToStaff(system, customer, email, now);
    else makeOwner(system, claimed, customer, email, now);
  }
  if (claimed) return claimed;
  if (!email) {
    const address = customer.email ? `the address “${customer.email.slice(0, 254)}”, which is none` : "no address";
    const detail = `Stripe customer ${customer.id} (${customer.name ?? "no name"}) has ${address}, so nobody can sign in for them.`;
    addStaffTask(system, "customer-without-email", customer.id, detail, now);
    return null;
  }
  const known = organizationOf(system, customer, email);
  if (!known && isReserved) return leaveToStaff(system, customer, email, now);
  return known ?? newOrganization(system, customer, email, now);
}

/** Whoever had the address until lately may take it back, and nobody knows who will read it then. */
function leaveToStaff(system: System, { id, name }: NewCustomer, email: string, now: number) {
  const detail = `Stripe customer ${id} (${name ?? "no name"}) has the address ${email}, which someone changed from in the last few days and can still undo. It has no owner yet.`;
  addStaffTask(system, "customer-without-email", id, detail, now);
  return null;
}

function claimedFor({ db }: System, customerId: string): OrgId | null {
  const claim = db.select().from(customerClaims).where(eq(customerClaims.customerId, customerId)).get();
  return claim?.orgId ?? null;
}

/** Whether nobody is in it, and nobody ever owned it: what its last owner left is no stranger's by an address. */
function isNew({ db }: System, orgId: OrgId): boolean {
  const isThere = and(eq(organizations.id, orgId), eq(organizations.hadOwner, false));
  const isEmpty = notExists(
    db.select({ orgId: memberships.orgId }).from(memberships).where(eq(memberships.orgId, orgId)),
  );
  return !!db.select({ id: organizations.id }).from(organizations).where(and(isThere, isEmpty)).get();
}

type Former = { id: string; orgId: OrgId; name: string | null; isDeleted: boolean };

/** Customers of that same, never since changed address who are somebody's: those at Stripe, and those deleted there. */
function listOfAddress({ db }: System, customerId: string, email: string): Former[] {
  const { id, orgId, name, deletedAt, firstEmail, emailChangedAt } = stripeCustomers;
  const isSame = and(eq(firstEmail, email), eq(stripeCustomers.email, email), isNull(emailChangedAt));
  return db
    .select({ id, orgId, name, deletedAt })
    .from(stripeCustomers)
    .where(and(isSame, isNotNull(orgId), ne(id, customerId)))
    .all()
    .map((row) => ({ id: row.id, orgId: row.orgId!, name: row.name, isDeleted: row.deletedAt !== null }));
}

const onlyOne = (customers: Former[]): OrgId | null => {
  const all = new Set(customers.map(({ orgId }) => orgId));
  return all.size === 1 ? customers[0]!.orgId : null;
};

const sameName = (one: string | null, other: string | null) =>
  one?.trim().toLowerCase() === other?.trim().toLowerCase();

/**
 * The organization of the customers with the same address. One that was deleted at Stripe and is there anew counts where
 * the name is the same and the address was proven by sign-in.
 */
function organizationOf(system: System, customer: NewCustomer, email: string): OrgId | null {
  const all = listOfAddress(system, customer.id, email);
  const living = all.filter(({ isDeleted }) => !isDeleted);
  if (living.length) return onlyOne(living);
  const orgId = onlyOne(all);
  const isAnew = orgId && all.every(({ id, name }) => sameName(name, customer.name) && !isDecided(system, id));
  return isAnew && isProven(system, orgId, email) ? orgId : null;
}

function isProven({ db }: System, orgId: OrgId, email: string): boolean {
  const isMember = and(eq(memberships.personId, people.id), eq(memberships.orgId, orgId));
  const proven = and(eq(people.email, email), isNotNull(people.signedInAt), isNull(people.disabledAt));
  return !!db.select({ id: people.id }).from(people).innerJoin(memberships, isMember).where(proven).get();
}

/** Organizations that somebody is in already and that a customer of theirs could be meant to be in too. */
function findFirstPlace(system: System, customer: NewCustomer, email: string) {
  const { db } = system;
  const former = listOfAddress(system, customer.id, email)[0]?.orgId;
  const isNamesake = sql`lower(trim(${organizations.name})) = lower(trim(${customer.name ?? email}))`;
  return db
    .select({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .innerJoin(memberships, eq(memberships.orgId, organizations.id))
    .innerJoin(people, and(eq(people.id, memberships.personId), eq(people.email, email)))
    .where(former ? eq(organizations.id, former) : isNamesake)
    .get();
}

/** What staff are asked where somebody has a second place. */
function askWhether(
  system: System,
  { id, name }: NewCustomer,
  email: string,
  first: { id: OrgId; name: string },
  now: number,
) {
  const detail = `${email} is now the owner of two customers: ${first.name}, and a new one for Stripe customer ${id} (${name ?? "no name"}). If they’re the same, link ${id} to ${first.name}.`;
  addStaffTask(system, "customer-in-two-places", `${id} ${first.id}`, detail, now);
}

function newOrganization(system: System, customer: NewCustomer, email: string, now: number): OrgId {
  const orgId = newId("org") as OrgId;
  const name = (customer.name?.trim() || email).slice(0, 200);
  const first = findFirstPlace(system, customer, email);
  if (first) askWhether(system, customer, email, first, now);
  system.db.insert(organizations).values({ id: orgId, name, createdAt: now }).run();
  makeOwner(system, orgId, customer, email, now);
  note(
    system,
    { kind: "system", name: "stripe" },
    { orgId, action: "organization.provisioned", subject: customer.id },
    now,
  );
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
