import { and, asc, count, desc, eq, exists, isNull, sql } from "drizzle-orm";
import type { OrgId, PersonId } from "#db/ids.ts";
import { invoices, stripeCustomers } from "#db/schema/billing.ts";
import { isLost, isNoCode, outbox, suppressions } from "#db/schema/mail.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { requests } from "#db/schema/requests.ts";
import { membershipTombs } from "#db/schema/tombs.ts";
import { mine, type Staff, type Tenant } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { listOtherAddressesOf } from "../people/other-addresses.ts";
import { listInvites } from "../team/invites.ts";
import { findSeats } from "../team/seats.ts";
import { billingTotals, listInvoices } from "../billing/invoices.ts";
import { isUnheard } from "../billing/unheard.ts";
import type { MailKinds } from "../mail/kind.ts";
import { returnReason } from "../mail/mail-returns.ts";
import { requestStatus } from "../requests/requests.ts";
import { listOrders } from "../orders/orders.ts";
import { isoDay } from "../text/format.ts";
import { wordFor } from "../text/words.ts";
import { suggestStripeCustomers } from "./stripe-suggestions.ts";
import { listCustomerNotes } from "./customer-notes.ts";

const shown = 5;

/** All that the staff see of one customer; null where there is none. `now` is epoch milliseconds. */
export function findCustomerPage(staff: Staff, id: string, { features }: Pick<Config, "features">, now: number) {
  const organization = staff.db
    .select()
    .from(organizations)
    .where(eq(organizations.id, id as OrgId))
    .get();
  if (!organization) return null;
  const { id: orgId, name, externalId, email, phone, createdAt, closedAt } = organization;
  const tenant = staff.reading(orgId);
  const members = listPeople(tenant);
  const hasBilling = features.has("billing");
  return {
    organization: { id: orgId, name, externalId, email, phone, createdAt, closedAt },
    billing: hasBilling
      ? { open: billingTotals(tenant).open, invoices: listInvoices(tenant, now, { limit: shown }).invoices }
      : null,
    orders: features.has("orders") ? listOrders(tenant, isoDay(now), { limit: shown }).orders : null,
    isUnheard: features.has("billing") && isUnheard(tenant),
    requests: features.has("requests") ? listRequests(tenant) : null,
    notes: listCustomerNotes(staff, tenant),
    people: withOtherAddresses(staff, members),
    removed: features.has("team") ? listRemoved(staff, orgId) : [],
    invited: features.has("team") ? listInvites(tenant) : [],
    hasTeam: features.has("team"),
    seats: findSeats(tenant, now),
    customers: hasBilling ? listStripeCustomers(tenant) : null,
    suggested: hasBilling ? suggestStripeCustomers(staff, { organization, people: members }) : [],
  };
}

/** The organization's requests: open ones first, then the newest. */
const listRequests = (tenant: Tenant) =>
  tenant.db
    .select({
      id: requests.id,
      number: requests.number,
      subject: requests.subject,
      open: requests.open,
      turn: requests.turn,
      newestAt: requests.newestAt,
    })
    .from(requests)
    .where(mine(tenant, requests))
    .orderBy(desc(requests.open), desc(requests.newestAt), desc(requests.id))
    .limit(shown)
    .all()
    .map((request) => ({ ...request, status: requestStatus(request) }));

/** The newest mails to them that did not arrive, and why; `id` only of those that can be sent again. */
export function listLostMails(staff: Staff, orgId: OrgId, kinds: MailKinds, locale: string) {
  const { id: mailId, kind, recipient, state, error, returnedFor, createdAt } = outbox;
  return staff.db
    .select({ id: mailId, kind, to: recipient, state, error, returnedFor, at: createdAt })
    .from(outbox)
    .where(and(eq(outbox.orgId, orgId), isLost, isNoCode))
    .orderBy(desc(createdAt))
    .limit(shown)
    .all()
    .map(({ returnedFor, ...mail }) => ({
      ...mail,
      returned: returnedFor === null ? null : returnReason(returnedFor),
      title: kinds[mail.kind] ? wordFor(locale, kinds[mail.kind]!.title) : mail.kind,
    }));
}

export type LostMail = ReturnType<typeof listLostMails>[number];

function listPeople(tenant: Tenant) {
  const { email } = people;
  const isReturned = exists(
    tenant.db
      .select({ one: sql`1` })
      .from(suppressions)
      .where(eq(suppressions.email, email)),
  );
  return tenant.db
    .select({
      id: people.id,
      name: people.name,
      email,
      role: memberships.role,
      comesBack: sql<boolean>`${isReturned}`.mapWith(Boolean),
    })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .where(mine(tenant, memberships))
    .orderBy(asc(memberships.createdAt), asc(email))
    .all();
}

/** Who left, or was removed, newest first. */
const listRemoved = ({ db }: Staff, orgId: OrgId) =>
  db
    .select({ personId: people.id, name: people.name, email: people.email })
    .from(membershipTombs)
    .innerJoin(people, eq(people.id, membershipTombs.personId))
    .where(eq(membershipTombs.orgId, orgId))
    .orderBy(desc(membershipTombs.at))
    .all();

function withOtherAddresses<Person extends { id: PersonId }>(staff: Staff, members: Person[]) {
  const ids = members.map(({ id }) => id);
  const all = listOtherAddressesOf(staff, ids);
  return members.map((person) => ({ ...person, others: all.filter(({ personId }) => personId === person.id) }));
}

const { id, name, email } = stripeCustomers;

const listStripeCustomers = (tenant: Tenant) =>
  tenant.db
    .select({ id, name, email })
    .from(stripeCustomers)
    .where(mine(tenant, stripeCustomers, isNull(stripeCustomers.deletedAt)))
    .orderBy(asc(stripeCustomers.firstSeenAt), asc(id))
    .all();

/** A customer at Stripe, whoever's, with how many invoices they have; null where the portal knows none. */
export function findStripeCustomer({ db }: Staff, customerId: string) {
  const found = db
    .select({ id, name, email, orgId: stripeCustomers.orgId, orgName: organizations.name })
    .from(stripeCustomers)
    .leftJoin(organizations, eq(organizations.id, stripeCustomers.orgId))
    .where(and(eq(id, customerId), isNull(stripeCustomers.deletedAt)))
    .get();
  if (!found) return null;
  const theirs = eq(invoices.customerId, customerId);
  return { ...found, invoices: db.select({ n: count() }).from(invoices).where(theirs).get()!.n };
}
