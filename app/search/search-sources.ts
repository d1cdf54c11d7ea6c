import { eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { prepared } from "#db/prepared.ts";
import { invoices } from "#db/schema/billing.ts";
import { orderEvents, orderItems, orders } from "#db/schema/orders.ts";
import { organizations, people } from "#db/schema/organizations.ts";
import { messages, requests } from "#db/schema/requests.ts";
import type { SearchKind } from "#db/schema/search.ts";
import type { OrgId, PersonId } from "#db/ids.ts";
import { requestReference } from "../text/request-reference.ts";

/** What is looked for in a row, and how old it is (epoch milliseconds). */
type Document = { item: string; at: number; texts: readonly (string | null)[] };

const together = (texts: { text: string }[]) => texts.map(({ text }) => text).join(" ");

const itemsOf = prepared((db) =>
  db
    .select({ text: orderItems.name })
    .from(orderItems)
    .where(eq(orderItems.orderId, sql.placeholder("id")))
    .prepare(),
);
const numbersOf = prepared((db) =>
  db
    .select({ text: sql<string>`coalesce(${orderEvents.trackingNumber}, '')` })
    .from(orderEvents)
    .where(eq(orderEvents.orderId, sql.placeholder("id")))
    .prepare(),
);

function orderDocuments(db: Db, ids: string[]): Document[] {
  const { id, reference, title, createdAt } = orders;
  const rows = db
    .select({ id, reference, title, at: createdAt, organization: organizations.name })
    .from(orders)
    .innerJoin(organizations, eq(organizations.id, orders.orgId))
    .where(inArray(id, ids))
    .all();
  return rows.map((row) => {
    const tracking = together(numbersOf(db).all({ id: row.id }));
    // Carriers write their numbers in groups, or do not.
    const texts = [row.reference, row.title, row.organization, together(itemsOf(db).all({ id: row.id })), tracking];
    return { item: row.id, at: row.at, texts: [...texts, tracking.replace(/(?<=\d) (?=\d)/g, "")] };
  });
}

function organizationDocuments(db: Db, ids: string[]): Document[] {
  const { id, name, email, phone, externalId, createdAt } = organizations;
  return db
    .select({ id, name, email, phone, externalId, createdAt })
    .from(organizations)
    .where(inArray(id, ids as OrgId[]))
    .all()
    .map((row) => ({ item: row.id, at: row.createdAt, texts: [row.name, row.email, row.phone, row.externalId] }));
}

function personDocuments(db: Db, ids: string[]): Document[] {
  const { id, name, email, externalId, createdAt } = people;
  return db
    .select({ id, name, email, externalId, createdAt })
    .from(people)
    .where(inArray(id, ids as PersonId[]))
    .all()
    .map((row) => ({ item: row.id, at: row.createdAt, texts: [row.name, row.email, row.externalId] }));
}

function invoiceDocuments(db: Db, ids: string[]): Document[] {
  const { id, number, issuedAt, deletedAt } = invoices;
  return db
    .select({ id, number, issuedAt, deletedAt })
    .from(invoices)
    .where(inArray(id, ids))
    .all()
    .filter((row) => row.number !== null && row.deletedAt === null)
    .map((row) => ({ item: row.id, at: row.issuedAt, texts: [row.number] }));
}

/** Each message with what its request is called: a request is found by any of them. */
function messageDocuments(db: Db, ids: string[]): Document[] {
  const { id, text, createdAt, name, email } = messages;
  return db
    .select({ id, text, createdAt, name, email, subject: requests.subject, number: requests.number })
    .from(messages)
    .innerJoin(requests, eq(requests.id, messages.requestId))
    .where(inArray(id, ids))
    .all()
    .map((row) => {
      const texts = [row.subject, requestReference(row.number), row.name, row.email, row.text];
      return { item: row.id, at: row.createdAt, texts };
    });
}

/** How the rows of each kind are read to be indexed; triggers say when (`db/triggers/search.ts`). */
export const searchSources: Readonly<Record<SearchKind, (db: Db, ids: string[]) => Document[]>> = {
  request: messageDocuments,
  organization: organizationDocuments,
  person: personDocuments,
  order: orderDocuments,
  invoice: invoiceDocuments,
};
