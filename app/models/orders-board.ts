import { and, asc, desc, eq, gt, lt, or, sql, type SQL } from "drizzle-orm";
import { orderKinds, orders, type OrderKind } from "#db/schema/orders.ts";
import { organizations } from "#db/schema/organizations.ts";
import type { Staff } from "#db/tenant.ts";
import { orderStatus, orderStatusExpression, orderStatuses, type OrderStatus } from "./order-status.ts";
import { stepNamer } from "./order-steps.ts";
import { holds, readSearch } from "./search-text.ts";

export const pageSize = 30;

export type BoardFilter = { state: OrderStatus | null; kind: OrderKind | null; q: string | null };

/** What a URL's query asks for; what makes no sense counts as not asked. */
export function readBoardFilter(query: { get(name: string): string | null }): BoardFilter {
  return {
    state: orderStatuses.find((state) => state === query.get("state")) ?? null,
    kind: orderKinds.find((kind) => kind === query.get("kind")) ?? null,
    q: readSearch(query.get("q")),
  };
}

const meets = ({ state, kind, q }: BoardFilter, today: string) =>
  and(
    state ? eq(orderStatusExpression(today), state) : undefined,
    kind ? eq(orders.kind, kind) : undefined,
    q ? or(holds(orders.reference, q), holds(orders.title, q), holds(organizations.name, q)) : undefined,
  );

/** Later than planned before waiting on the customer before the rest. */
const urgency = (today: string): SQL<number> =>
  sql`(case when ${orders.needs} is not null then 1 when ${orders.promisedDate} < ${today} then 0 else 2 end)`;
const day: SQL<string> = sql`coalesce(${orders.promisedDate}, '9999-12-31')`;

type OpenPlace = { urgency: number; day: string; id: string };
type ClosedPlace = { newestAt: number; id: string };

/** The last row of a page: "1.2026-12-01.ord_…" among open orders, "1795….ord_…" among the others; else no cursor. */
function readCursor(text: string | null): { open: OpenPlace } | { closed: ClosedPlace } | null {
  const open = /^([012])\.(\d{4}-\d\d-\d\d)\.(ord_\w{1,40})$/.exec(text ?? "");
  if (open) return { open: { urgency: Number(open[1]), day: open[2]!, id: open[3]! } };
  const closed = /^(-?\d{1,15})\.(ord_\w{1,40})$/.exec(text ?? "");
  return closed ? { closed: { newestAt: Number(closed[1]), id: closed[2]! } } : null;
}

function select({ db }: Staff, today: string) {
  return db
    .select({
      id: orders.id,
      reference: orders.reference,
      title: orders.title,
      kind: orders.kind,
      promisedDate: orders.promisedDate,
      cancelled: orders.cancelled,
      doneAt: orders.doneAt,
      needs: orders.needs,
      step: orders.step,
      open: orders.open,
      newestAt: orders.newestAt,
      urgency: urgency(today),
      day,
      orgName: organizations.name,
    })
    .from(orders)
    .innerJoin(organizations, eq(organizations.id, orders.orgId))
    .$dynamic();
}

function openAfter(place: OpenPlace | null, today: string) {
  if (!place) return undefined;
  const sameUrgency = eq(urgency(today), place.urgency);
  return or(
    gt(urgency(today), place.urgency),
    and(sameUrgency, gt(day, place.day)),
    and(sameUrgency, eq(day, place.day), gt(orders.id, place.id)),
  );
}

function closedAfter(place: ClosedPlace | null) {
  if (!place) return undefined;
  const { newestAt, id } = place;
  return or(lt(orders.newestAt, newestAt), and(eq(orders.newestAt, newestAt), lt(orders.id, id)));
}

/**
 * A page of everybody's orders with the cursor of the next page or null: open ones by urgency and promised day, then the
 * others, the newest first. `today` is a day of the company's (`isoDay`).
 */
export function listBoard(staff: Staff, today: string, filter: BoardFilter, after: string | null = null) {
  const cursor = readCursor(after);
  const wanted = meets(filter, today);
  const most = pageSize + 1;
  const open =
    cursor && "closed" in cursor
      ? []
      : select(staff, today)
          .where(and(eq(orders.open, true), wanted, openAfter(cursor?.open ?? null, today)))
          .orderBy(asc(urgency(today)), asc(day), asc(orders.id))
          .limit(most)
          .all();
  const closed =
    open.length === most
      ? []
      : select(staff, today)
          .where(and(eq(orders.open, false), wanted, closedAfter(cursor && "closed" in cursor ? cursor.closed : null)))
          .orderBy(desc(orders.newestAt), desc(orders.id))
          .limit(most - open.length)
          .all();
  const rows = [...open, ...closed];
  const nameOf = stepNamer(staff);
  const page = rows.slice(0, pageSize).map((row) => ({
    ...row,
    status: orderStatus(row, today),
    step: row.step && nameOf(row.kind, row.step),
  }));
  const last = page.at(-1);
  const place = last && (last.open ? [last.urgency, last.day, last.id] : [last.newestAt, last.id]).join(".");
  return { orders: page, next: rows.length > pageSize ? place! : null, isFirst: !cursor };
}

/** How many open orders there are in each state. */
export function countOpen({ db }: Staff, today: string): Partial<Record<OrderStatus, number>> {
  const state = sql<OrderStatus>`${orderStatusExpression(today)}`;
  const rows = db
    .select({ state, count: sql<number>`count(*)` })
    .from(orders)
    .where(eq(orders.open, true))
    .groupBy(sql`1`)
    .all();
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
