import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import { newId, type OrgId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { customerClaims, customerDecisions } from "#db/schema/feed.ts";
import { organizations } from "#db/schema/organizations.ts";
import { transact, type System } from "#db/tenant.ts";
import { canonicalAddress } from "../people/address.ts";
import { isClosedOrganization } from "../people/closed.ts";
import { keyNamed, note } from "../company/audit-log.ts";
import { isDecided } from "../billing/customer-decisions.ts";
import { addStaffTask } from "../company/staff-tasks.ts";
import { linkCustomer } from "../billing/stripe/link.ts";
import { found, outcome, readAddress, readTime, writeTime, type FeedAnswer, type Feed } from "./answer.ts";
import { Problem } from "./problem.ts";
import type { OrganizationBody } from "./schemas.ts";

type Row = typeof organizations.$inferSelect;

const byExternalId = prepared((db) =>
  db
    .select()
    .from(organizations)
    .where(eq(organizations.externalId, sql.placeholder("externalId")))
    .prepare(),
);

/** The organization that the company's systems call so, or null. */
export const organizationOf = ({ db }: System, externalId: string): OrgId | null =>
  byExternalId(db).get({ externalId })?.id ?? null;

/** Throws a 409 where the company closed an organization: it is told nothing of, until staff open it again. */
export function refuseClosed(system: System, id: OrgId) {
  if (isClosedOrganization(system.within(id)))
    throw new Problem(409, "The organization is closed. Staff can reopen it");
}

/** What the company's systems call an organization, or null. */
export const externalIdOf = ({ db }: System, id: OrgId): string | null =>
  db.select({ externalId: organizations.externalId }).from(organizations).where(eq(organizations.id, id)).get()!
    .externalId;

/**
 * Makes or changes an organization, in one transaction. One that Stripe brought is taken for it where all the Stripe
 * customers named are its and name or address agree. Throws a 409 where a Stripe customer is another's, which becomes a
 * task for staff; of one that staff decided on, what the feed says is passed over.
 */
export function putOrganization(feed: Feed, externalId: string, body: OrganizationBody): FeedAnswer {
  const done = transact(feed.system, () => write(feed, externalId, body));
  if (done instanceof Problem) throw done;
  return done;
}

function write(feed: Feed, externalId: string, body: OrganizationBody): FeedAnswer | Problem {
  const { system, actor, now } = feed;
  const named = body.stripeCustomerIds ?? [];
  const undecided = named.filter((customerId) => !isDecided(system, customerId));
  const known = byExternalId(system.db).get({ externalId });
  const before = known ?? fromStripe(system, named, body);
  if (before) refuseClosed(system, before.id);
  const strange = undecided.find((id) => isAnothers(system, id, before?.id ?? null));
  if (strange) return refuse(feed, externalId, strange);

  const at = readTime(body.updatedAt) ?? Math.max(now, (before?.sourceUpdatedAt ?? -1) + 1);
  const isCurrent = at >= (before?.sourceUpdatedAt ?? -Infinity);
  const facts = {
    name: body.name,
    email: body.email ? canonicalAddress(body.email) : null,
    phone: body.phone ?? null,
    address: readAddress(body.address),
  };
  const id = before?.id ?? (newId("org") as OrgId);
  if (!before)
    system.db
      .insert(organizations)
      .values({ id, externalId, ...facts, sourceUpdatedAt: at, createdAt: now })
      .run();
  else if (isCurrent) {
    const values = { ...facts, externalId, sourceUpdatedAt: at };
    system.db.update(organizations).set(values).where(eq(organizations.id, id)).run();
  }
  const isNewest = body.stripeCustomerIds !== undefined && at >= (before?.customersStatedAt ?? -Infinity);
  const isClaimed = isNewest && claim(feed, id, undecided, at);
  const isChanged = !!before && isCurrent && (before.externalId !== externalId || differs(before, facts));
  const write = (action: string) => note(system, keyNamed(actor), { action, subject: externalId, orgId: id }, now);
  if (!before) write("organization.created");
  else if (isChanged) write("organization.changed");
  if (!before) return outcome("created");
  return outcome(isChanged || isClaimed ? "updated" : isCurrent ? "unchanged" : "ignored");
}

const differs = (before: Row, facts: Partial<Row>) =>
  Object.entries(facts).some(([name, value]) => JSON.stringify(before[name as keyof Row]) !== JSON.stringify(value));

/** An organization that only Stripe knows so far, if these customers are all of them its and name or address agree. */
function fromStripe(system: System, customerIds: string[], body: OrganizationBody): Row | undefined {
  const { db } = system;
  if (!customerIds.length) return undefined;
  const customers = db.select().from(stripeCustomers).where(inArray(stripeCustomers.id, customerIds)).all();
  const telling = customers.filter(({ id, orgId }) => orgId || !isDecided(system, id));
  const owners = new Set(telling.map(({ orgId }) => orgId));
  const [orgId] = owners;
  if (owners.size !== 1 || !orgId) return undefined;
  const owner = db.select().from(organizations).where(eq(organizations.id, orgId)).get()!;
  const email = canonicalAddress(body.email ?? "");
  const agrees =
    owner.name.toLowerCase() === body.name.toLowerCase() ||
    (email !== null && telling.some((customer) => customer.email === email));
  return owner.externalId === null && agrees ? owner : undefined;
}

function isAnothers({ db }: System, customerId: string, orgId: OrgId | null): boolean {
  const held = db.select().from(stripeCustomers).where(eq(stripeCustomers.id, customerId)).get();
  const claimed = db.select().from(customerClaims).where(eq(customerClaims.customerId, customerId)).get();
  return [held?.orgId, claimed?.orgId].some((owner) => owner && owner !== orgId);
}

function refuse({ system, now }: Feed, externalId: string, customerId: string): Problem {
  const detail = `Your own system says Stripe customer ${customerId} belongs to ${externalId}, but it is linked to another customer.`;
  addStaffTask(system, "customer-of-another", `${customerId} ${externalId}`, detail, now);
  const said = `The Stripe customer ${customerId} belongs to another organization. Staff have been asked to decide`;
  return new Problem(409, said, [
    { pointer: "/stripeCustomerIds", detail: `${customerId} belongs to another organization` },
  ]);
}

/**
 * Claims these Stripe customers and no others, but for those that staff gave it; who is there already is linked. Whether
 * that changed anything.
 */
function claim({ system, actor, now }: Feed, orgId: OrgId, named: string[], at: number): boolean {
  const { db } = system;
  db.update(organizations).set({ customersStatedAt: at }).where(eq(organizations.id, orgId)).run();
  const decided = db.select({ id: customerDecisions.customerId }).from(customerDecisions);
  const { customerId: id } = customerClaims;
  const others = and(eq(customerClaims.orgId, orgId), notInArray(id, named), notInArray(id, decided));
  let isChanged = db.delete(customerClaims).where(others).run().changes > 0;
  for (const customerId of named) {
    const row = { customerId, orgId, createdAt: now };
    if (db.insert(customerClaims).values(row).onConflictDoNothing().run().changes) isChanged = true;
    const held = db.select().from(stripeCustomers).where(eq(stripeCustomers.id, customerId)).get();
    if (!held || held.orgId === orgId) continue;
    linkCustomer(system, customerId, orgId, now);
    note(system, keyNamed(actor), { action: "customer.linked", subject: customerId, orgId }, now);
    isChanged = true;
  }
  return isChanged;
}

/** An organization as it may be put. */
export function getOrganization({ system }: Feed, externalId: string): FeedAnswer {
  const row = byExternalId(system.db).get({ externalId });
  if (!row) throw new Problem(404, "There is no such organization");
  const claims = system.db
    .select({ id: customerClaims.customerId })
    .from(customerClaims)
    .where(eq(customerClaims.orgId, row.id))
    .orderBy(customerClaims.customerId)
    .all();
  const { name, email, phone, address } = row;
  const stripeCustomerIds = claims.map(({ id }) => id);
  return found({ name, email, phone, address, stripeCustomerIds, updatedAt: writeTime(row.sourceUpdatedAt) });
}
