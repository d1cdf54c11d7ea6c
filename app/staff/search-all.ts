import { eq, inArray } from "drizzle-orm";
import type { OrgId, PersonId } from "#db/ids.ts";
import { invoices } from "#db/schema/billing.ts";
import { orders } from "#db/schema/orders.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { messages, requests } from "#db/schema/requests.ts";
import { searchKinds, type SearchKind } from "#db/schema/search.ts";
import type { Staff } from "#db/tenant.ts";
import { findItems } from "../search/search.ts";

export const maxShownPerKind = 8;
/** A request is found once, by however many of its messages. */
const maxMessages = 100;

type Rows<T> = T & { id: string };

function requestsOf({ db }: Staff, ids: string[]) {
  const found = db
    .select({
      item: messages.id,
      id: requests.id,
      number: requests.number,
      subject: requests.subject,
      email: requests.email,
      organization: organizations.name,
      at: requests.newestAt,
    })
    .from(messages)
    .innerJoin(requests, eq(requests.id, messages.requestId))
    .leftJoin(organizations, eq(organizations.id, requests.orgId))
    .where(inArray(messages.id, ids))
    .all();
  const byItem = new Map(found.map((row) => [row.item, row]));
  const inOrder = ids.map((id) => byItem.get(id)).filter((row) => row !== undefined);
  return [...new Map(inOrder.map((row) => [row.id, row])).values()];
}

const organizationsOf = ({ db }: Staff, ids: string[]) =>
  db
    .select({ id: organizations.id, name: organizations.name, email: organizations.email })
    .from(organizations)
    .where(inArray(organizations.id, ids as OrgId[]))
    .all();

function peopleOf({ db }: Staff, ids: string[]) {
  const theirs = db
    .select({ personId: memberships.personId, id: organizations.id, name: organizations.name })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(inArray(memberships.personId, ids as PersonId[]))
    .all();
  return db
    .select({ id: people.id, name: people.name, email: people.email })
    .from(people)
    .where(inArray(people.id, ids as PersonId[]))
    .all()
    .map((row) => ({ ...row, organizations: theirs.filter(({ personId }) => personId === row.id) }));
}

const ordersOf = ({ db }: Staff, ids: string[]) =>
  db
    .select({ id: orders.id, title: orders.title, reference: orders.reference, organization: organizations.name })
    .from(orders)
    .innerJoin(organizations, eq(organizations.id, orders.orgId))
    .where(inArray(orders.id, ids))
    .all();

function invoicesOf({ db }: Staff, ids: string[]) {
  const { id, number, total, currency, issuedAt } = invoices;
  return db
    .select({ id, number, total, currency, issuedAt, organization: organizations.name })
    .from(invoices)
    .leftJoin(organizations, eq(organizations.id, invoices.orgId))
    .where(inArray(id, ids))
    .all();
}

/** A kind's rows that are found, the newest first, and whether there are more. */
function find<T>(staff: Staff, kind: SearchKind, q: string, read: (staff: Staff, ids: string[]) => Rows<T>[]) {
  const ids = findItems(staff, kind, q, kind === "request" ? maxMessages : maxShownPerKind + 1);
  const rows = ids.length ? read(staff, ids) : [];
  const inOrder = kind === "request" ? rows : rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  return { rows: inOrder.slice(0, maxShownPerKind), isMore: rows.length > maxShownPerKind };
}

/** What staff find by a text, each kind on its own, the newest first; of kinds that the company has switched on. */
export function searchAll(staff: Staff, q: string, features: ReadonlySet<string>) {
  const has = (feature: string) => features.has(feature);
  return {
    request: has("requests") ? find(staff, "request", q, requestsOf) : null,
    organization: find(staff, "organization", q, organizationsOf),
    person: find(staff, "person", q, peopleOf),
    order: has("orders") ? find(staff, "order", q, ordersOf) : null,
    invoice: has("billing") ? find(staff, "invoice", q, invoicesOf) : null,
  };
}

export type SearchFindings = ReturnType<typeof searchAll>;

/** The kinds of which something is found, in the order they are shown in. */
export const kindsFound = (found: SearchFindings) => searchKinds.filter((kind) => found[kind]?.rows.length);
