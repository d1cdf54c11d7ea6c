import { getTableName } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { invoices } from "../schema/billing.ts";
import { orderEvents, orderItems, orders } from "../schema/orders.ts";
import { organizations, people } from "../schema/organizations.ts";
import { messages, requests } from "../schema/requests.ts";
import type { SearchKind } from "../schema/search.ts";
import { trigger, type Trigger } from "./trigger.ts";

// Not `or ignore`: the statement that fires a trigger would overrule it.
const unlessNoted = (kind: SearchKind, item: string) =>
  `not exists (select 1 from search_changes where kind = '${kind}' and item = ${item})`;
const note = (kind: SearchKind, item: string) =>
  `insert into search_changes (kind, item) select '${kind}', ${item} where ${unlessNoted(kind, item)}`;
const noteAll = (kind: SearchKind, item: string, rows: string) =>
  `insert into search_changes (kind, item) select '${kind}', ${item} from ${rows} and ${unlessNoted(kind, item)}`;

const update = (name: string, columns: readonly SQLiteColumn[], statement: string) => {
  const [table, names] = [getTableName(columns[0]!.table), columns.map((column) => column.name)];
  const isNews = names.map((column) => `old.${column} is not new.${column}`).join(" or ");
  return trigger(`${table}_${name}_search`, `update of ${names.join(", ")} on ${table}`, statement, isNews);
};

/** What is indexed under the id that a column holds: when a row comes, when one of these columns reads otherwise, when it goes. */
const came = (kind: SearchKind, { table, name }: SQLiteColumn, when?: string) =>
  trigger(`${getTableName(table)}_insert_search`, `insert on ${getTableName(table)}`, note(kind, `new.${name}`), when);
const reads = (kind: SearchKind, { name }: SQLiteColumn, columns: readonly SQLiteColumn[]) =>
  update("update", columns, note(kind, `new.${name}`));
const went = (kind: SearchKind, { table, name }: SQLiteColumn, when?: string) =>
  trigger(`${getTableName(table)}_delete_search`, `delete on ${getTableName(table)}`, note(kind, `old.${name}`), when);

const isAnother = (column: SQLiteColumn) => `old.${column.name} is not new.${column.name}`;
const { invoiceId, reference, orgId } = orders;

/** An invoice is found by its orders' references. */
const ordersOfInvoices = [
  trigger(
    "orders_insert_search_invoice",
    "insert on orders",
    note("invoice", "new.invoice_id"),
    "new.invoice_id is not null",
  ),
  trigger(
    "orders_delete_search_invoice",
    "delete on orders",
    note("invoice", "old.invoice_id"),
    "old.invoice_id is not null",
  ),
  trigger(
    "orders_update_search_invoice",
    "update of invoice_id, reference, org_id on orders",
    noteAll(
      "invoice",
      "value",
      "(select distinct value from json_each(json_array(old.invoice_id, new.invoice_id))) where value is not null",
    ),
    `${isAnother(invoiceId)} or (new.invoice_id is not null and (${isAnother(reference)} or ${isAnother(orgId)}))`,
  ),
];

/** They write down what is to be indexed anew, only where a word that is looked for may have changed. */
export const searchTriggers: readonly Trigger[] = [
  came("organization", organizations.id),
  reads("organization", organizations.id, [
    organizations.name,
    organizations.email,
    organizations.phone,
    organizations.externalId,
  ]),
  went("organization", organizations.id),

  came("person", people.id),
  reads("person", people.id, [people.name, people.email, people.externalId]),
  went("person", people.id),

  came("order", orders.id),
  reads("order", orders.id, [orders.reference, orders.title, orders.orgId]),
  went("order", orders.id),
  came("order", orderItems.orderId),
  reads("order", orderItems.orderId, [orderItems.name]),
  went("order", orderItems.orderId),
  came("order", orderEvents.orderId, "new.tracking_number is not null"),
  reads("order", orderEvents.orderId, [orderEvents.trackingNumber]),
  went("order", orderEvents.orderId, "old.tracking_number is not null"),
  update("rename", [organizations.name], noteAll("order", "orders.id", "orders where org_id = new.id")),

  came("invoice", invoices.id, "new.number is not null"),
  reads("invoice", invoices.id, [invoices.number, invoices.deletedAt]),
  went("invoice", invoices.id),
  ...ordersOfInvoices,

  came("request", messages.id),
  reads("request", messages.id, [messages.text]),
  went("request", messages.id),
  update(
    "update",
    [requests.subject, requests.email, requests.name],
    noteAll("request", "messages.id", "messages where request_id = new.id"),
  ),
];
