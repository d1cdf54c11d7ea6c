import { eq, inArray, sql } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { prepared } from "#db/prepared.ts";
import { orderEvents, orderItems, orders } from "#db/schema/orders.ts";
import { organizations } from "#db/schema/organizations.ts";
import type { SearchDocument } from "../search/search-source.ts";

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

/** Orders by reference, title, customer, items and tracking numbers. */
export function orderDocuments(db: Db, ids: string[]): SearchDocument[] {
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
