import { and, asc, desc, eq, exists, inArray, or, sql } from "drizzle-orm";
import { cursorOf, cutPage, groupOf, isAfter, moment, rowId } from "#db/cursor.ts";
import { preparedFor } from "#db/prepared.ts";
import { orderApprovals, orderItems, orders } from "#db/schema/orders.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { findHistory } from "./order-events.ts";
import { listOrderFiles } from "./order-files.ts";
import { listPromises } from "./order-promises.ts";
import { isLate, orderStatus, orderStatusExpression, type OrderStatus } from "./order-status.ts";
import { stepNamer } from "./order-steps.ts";
import { holds } from "../search/search-text.ts";

export const ordersPerPage = 20;

/** What a list says of an order. */
const summary = {
  id: orders.id,
  reference: orders.reference,
  kind: orders.kind,
  title: orders.title,
  promisedDate: orders.promisedDate,
  cancelled: orders.cancelled,
  cancelledAt: orders.cancelledAt,
  step: orders.step,
  steps: orders.steps,
  frozenSteps: orders.frozenSteps,
  stepAt: orders.stepAt,
  needs: orders.needs,
  needsEventId: orders.needsEventId,
  changeAsked: orders.changeAsked,
  doneAt: orders.doneAt,
  open: orders.open,
  parcels: orders.parcels,
  parcelsDelivered: orders.parcelsDelivered,
  newestAt: orders.newestAt,
};

type Row = Pick<typeof orders.$inferSelect, keyof typeof summary>;
export type OrderSummary = Row & { status: OrderStatus; isOverdue: boolean; stepName: string | null };

const withStatus =
  (today: string) =>
  <T extends Row>(row: T) => ({ ...row, status: orderStatus(row, today), isOverdue: isLate(row, today) });

export type OrderFilter = { statuses: readonly OrderStatus[]; q: string | null };
export const noOrderFilter: OrderFilter = { statuses: [], q: null };

const itemsHolding = (tenant: Tenant, q: string) =>
  tenant.db
    .select({ name: orderItems.name })
    .from(orderItems)
    .where(mine(tenant, orderItems, eq(orderItems.orderId, orders.id), holds(orderItems.name, q)));

/** `q` is any part of a reference, a title or an item's name, whatever its case. */
function meets(tenant: Tenant, { statuses, q }: OrderFilter, today: string) {
  return and(
    statuses.length ? inArray(orderStatusExpression(today), [...statuses]) : undefined,
    q === null ? undefined : or(holds(orders.reference, q), holds(orders.title, q), exists(itemsHolding(tenant, q))),
  );
}

const over = 3;

/** What comes first: what waits for the customer, then what is late, the other open ones, and what is over. */
const rank = (today: string) => sql<number>`(case
  when not ${orders.open} then ${sql.raw(String(over))}
  when ${orders.needs} is not null then 0
  when ${orders.promisedDate} < ${today} then 1
  else 2 end)`;

const cursor = cursorOf({ rank: groupOf(over + 1), newestAt: moment, id: rowId("ord_") });

type Page = { today: string; newestAt: number | null; id: string | null; limit: number };
/** The rank is that of the last order before the page. */
type Listed = { filter: OrderFilter; rank: number | null };

function after({ today, newestAt, id }: Page, place: number | null) {
  if (place === null || newestAt === null || id === null) return undefined;
  const older = isAfter("desc", [orders.newestAt, newestAt], [orders.id, id]);
  if (place === over) return and(eq(orders.open, false), older);
  const among = rank(today);
  return or(sql`${among} > ${place}`, and(sql`${among} = ${place}`, older));
}

const pageOf = (tenant: Tenant, page: Page, { filter, rank: place }: Listed) =>
  tenant.db
    .select({ ...summary, rank: rank(page.today) })
    .from(orders)
    .where(mine(tenant, orders, meets(tenant, filter, page.today), after(page, place)))
    .orderBy(desc(orders.open), asc(rank(page.today)), desc(orders.newestAt), desc(orders.id))
    .limit(page.limit);

const preparedPage = preparedFor(pageOf);

type ListOptions = { filter?: OrderFilter; after?: string | null; limit?: number };

/**
 * A page of the organization's orders: waiting for the customer, late, open, over, each by what happened last; with the
 * cursor of the next page or null, and whether it is the first. `today` is a day of the company's (`isoDay`).
 */
export function listOrders(
  tenant: Tenant,
  today: string,
  { filter = noOrderFilter, after: cursorText = null, limit = ordersPerPage }: ListOptions = {},
) {
  const place = cursor.read(cursorText);
  const values = { today, newestAt: place?.newestAt ?? null, id: place?.id ?? null, limit: limit + 1 };
  const ask = filter.q === null ? preparedPage : pageOf;
  const rows = ask(tenant, values, { filter, rank: place?.rank ?? null }).all();
  const nameOf = stepNamer(tenant);
  const { page, next } = cutPage(rows, limit, cursor.write);
  const shown: OrderSummary[] = page
    .map(({ rank: _rank, ...order }) => withStatus(today)(order))
    .map((order) => ({ ...order, stepName: order.step && nameOf(order.kind, order.step) }));
  return { orders: shown, next, isFirst: !place };
}

const countOf = (tenant: Tenant, { today }: { today: string }, filter: OrderFilter) =>
  tenant.db
    .select({ count: sql<number>`count(*)` })
    .from(orders)
    .where(mine(tenant, orders, meets(tenant, filter, today)));

const preparedCount = preparedFor(countOf);

/** How many orders a filter lets through. */
export const countOrders = (tenant: Tenant, today: string, filter: OrderFilter = noOrderFilter): number =>
  (filter.q === null ? preparedCount : countOf)(tenant, { today }, filter).get()!.count;

const countingOpen = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({ all: sql<number>`count(*)`, open: sql<number>`total(${orders.open})` })
    .from(orders)
    .where(mine(tenant, orders)),
);

/** How many orders there are, and how many of them are neither done nor cancelled. */
export const countOpenOrders = (tenant: Tenant): { all: number; open: number } => countingOpen(tenant).get()!;

const finding = preparedFor((tenant: Tenant, { id }: { id: string }) =>
  tenant.db
    .select()
    .from(orders)
    .where(mine(tenant, orders, eq(orders.id, id))),
);

const itemsOf = preparedFor((tenant: Tenant, { id }: { id: string }) =>
  tenant.db
    .select({ name: orderItems.name, quantity: orderItems.quantity })
    .from(orderItems)
    .where(mine(tenant, orderItems, eq(orderItems.orderId, id)))
    .orderBy(asc(orderItems.position)),
);

const approvalsOf = preparedFor((tenant: Tenant, { id }: { id: string }) =>
  tenant.db
    .select()
    .from(orderApprovals)
    .where(mine(tenant, orderApprovals, eq(orderApprovals.orderId, id)))
    .orderBy(asc(orderApprovals.approvedAt)),
);

/** One order with everything its page shows, or null: never was, or not the organization's. Times are epoch milliseconds. */
export function findOrder(tenant: Tenant, id: string, today: string) {
  const order = finding(tenant, { id }).get();
  if (!order) return null;
  return {
    ...withStatus(today)(order),
    ...findHistory(tenant, order),
    promises: listPromises(tenant, id),
    items: itemsOf(tenant, { id }).all(),
    files: listOrderFiles(tenant, id),
    approvals: approvalsOf(tenant, { id }).all(),
  };
}

export type Order = NonNullable<ReturnType<typeof findOrder>>;

/** Whether the organization has such an order. */
export const hasOrder = (tenant: Tenant, id: string): boolean => finding(tenant, { id }).get() !== undefined;
