import { and, asc, desc, eq, gt, gte, inArray, lt, or, sql, type SQL } from "drizzle-orm";
import { isAmong } from "#db/among.ts";
import { calendarDay, cursorOf, cutPage, groupOf, isAfter, moment, rowId } from "#db/cursor.ts";
import {
  isClosed,
  isOrderMoving,
  isWaiting,
  orderKinds,
  orders,
  promisedDay,
  type OrderKind,
} from "#db/schema/orders.ts";
import { organizations } from "#db/schema/organizations.ts";
import type { Staff } from "#db/tenant.ts";
import type { BoardFilter } from "./board-filter.ts";
import { orderStatus, orderStatusExpression, type OrderStatus } from "./order-status.ts";
import { stepKey, stepNamer } from "./order-steps.ts";
import { findItems } from "../search/search.ts";
import { daysBetween, noonOf } from "../text/format.ts";
import { findHistory } from "./order-events.ts";
import { plannedSteps, stepsAfter } from "./planned-steps.ts";

export const boardOrdersPerPage = 30;
/** Of a search no more are looked at, the newest. */
const maxFound = 1_000;

type Range = { kinds: readonly OrderKind[]; today: string; limit: number };

const day = promisedDay(orders.promisedDate);

const openCursor = cursorOf({ urgency: groupOf(3), day: calendarDay, id: rowId("ord_") }, ".");
const closedCursor = cursorOf({ newestAt: moment, id: rowId("ord_") }, ".");

type OpenPlace = NonNullable<ReturnType<typeof openCursor.read>>;
type ClosedPlace = NonNullable<ReturnType<typeof closedCursor.read>>;
type Place = { open: OpenPlace } | { closed: ClosedPlace };

function readPlace(text: string | null): Place | null {
  const open = openCursor.read(text);
  if (open) return { open };
  const closed = closedCursor.read(text);
  return closed && { closed };
}

const select = ({ db }: Staff, where: SQL | undefined) =>
  db
    .select({
      id: orders.id,
      orgId: orders.orgId,
      kind: orders.kind,
      promisedDate: orders.promisedDate,
      cancelled: orders.cancelled,
      doneAt: orders.doneAt,
      needs: orders.needs,
      open: orders.open,
      newestAt: orders.newestAt,
      day,
      reference: orders.reference,
      title: orders.title,
      changeAsked: orders.changeAsked,
      step: orders.step,
      steps: orders.steps,
      frozenSteps: orders.frozenSteps,
      parcels: orders.parcels,
      parcelsDelivered: orders.parcelsDelivered,
      orgName: organizations.name,
    })
    .from(orders)
    .innerJoin(organizations, eq(organizations.id, orders.orgId))
    .where(where);

type Row = ReturnType<ReturnType<typeof select>["all"]>[number];

/** Open orders that are running late, those that wait on the customer, and the rest. */
const openStates = ["late", "waiting", "on-track"] as const;
const closedStates = ["done", "cancelled"] as const;
const urgencyOf = (row: Row, today: string) =>
  openStates.indexOf(orderStatus(row, today) as (typeof openStates)[number]);

const isIn = (state: (typeof openStates)[number], today: string) => {
  if (state === "waiting") return isWaiting;
  return and(isOrderMoving, state === "late" ? lt(day, today) : gte(day, today));
};

/** Of each kind on its own, as far as a page goes: a range of an index each. */
function readOpen(staff: Staff, state: (typeof openStates)[number], place: OpenPlace | null, range: Range): Row[] {
  const after = place ? isAfter("asc", [day, place.day], [orders.id, place.id]) : undefined;
  return range.kinds.flatMap((kind) =>
    select(staff, and(isIn(state, range.today), eq(orders.kind, kind), after))
      .orderBy(asc(day), asc(orders.id))
      .limit(range.limit)
      .all(),
  );
}

function readClosed(
  staff: Staff,
  state: (typeof closedStates)[number],
  place: ClosedPlace | null,
  range: Range,
): Row[] {
  const { newestAt, id } = orders;
  const after = place ? isAfter("desc", [newestAt, place.newestAt], [id, place.id]) : undefined;
  const cancelled = eq(orders.cancelled, state === "cancelled");
  return range.kinds.flatMap((kind) =>
    select(staff, and(isClosed, eq(orders.kind, kind), cancelled, after))
      .orderBy(desc(newestAt), desc(id))
      .limit(range.limit)
      .all(),
  );
}

/** Before, after or at: open ones by urgency and promised day, then the others, the newest first. */
function compare(a: Row, b: Row, today: string): number {
  if (a.open !== b.open) return a.open ? -1 : 1;
  if (!a.open) return b.newestAt - a.newestAt || (a.id < b.id ? 1 : -1);
  return urgencyOf(a, today) - urgencyOf(b, today) || a.day.localeCompare(b.day) || (a.id < b.id ? -1 : 1);
}

/** The first rows after a place, state after state, until there are enough. */
function walk(staff: Staff, { state }: BoardFilter, place: Place | null, range: Range): Row[] {
  const rows: Row[] = [];
  const open = place && "open" in place ? place.open : null;
  const closed = place && "closed" in place ? place.closed : null;
  const isAsked = (one: OrderStatus) => state === null || state === one;
  for (const [urgency, one] of openStates.entries()) {
    if (closed || !isAsked(one) || urgency < (open?.urgency ?? 0) || rows.length >= range.limit) continue;
    rows.push(...readOpen(staff, one, open?.urgency === urgency ? open : null, range));
  }
  if (rows.length < range.limit)
    for (const one of closedStates) if (isAsked(one)) rows.push(...readClosed(staff, one, closed, range));
  return rows;
}

/** How urgent an order is: as `openStates` go, then what is over. */
const urgencyIn = (today: string) => {
  const cases = openStates.map((state, at) => sql`when ${state} then ${at}`);
  return sql<number>`case ${orderStatusExpression(today)} ${sql.join(cases, sql` `)} else ${openStates.length} end`;
};

/** Of those found the first after a place that the filter lets through, in any order. Only what is shown is read whole. */
function pick(staff: Staff, found: string[], { state }: BoardFilter, place: Place | null, range: Range): Row[] {
  const { id, kind, open, newestAt } = orders;
  const urgency = urgencyIn(range.today);
  const first = staff.db
    .select({ id })
    .from(orders)
    .where(
      and(
        isAmong(id, found),
        inArray(kind, range.kinds),
        state === null ? undefined : eq(orderStatusExpression(range.today), state),
        place ? isFurther(place, urgency) : undefined,
      ),
    )
    .orderBy(urgency, sql`iif(${open}, ${day}, null)`, sql`iif(${open}, ${id}, null)`, desc(newestAt), desc(id))
    .limit(range.limit)
    .all();
  const ids = first.map((row) => row.id);
  return select(staff, isAmong(id, ids)).all();
}

function isFurther(place: Place, urgency: SQL): SQL | undefined {
  const { id, newestAt } = orders;
  if ("closed" in place)
    return and(isClosed, isAfter("desc", [newestAt, place.closed.newestAt], [id, place.closed.id]));
  const { open } = place;
  return or(gt(urgency, open.urgency), and(eq(urgency, open.urgency), isAfter("asc", [day, open.day], [id, open.id])));
}

/**
 * A page of everybody's orders with the cursor of the next page or null: open ones by urgency and promised day, then the
 * others, the newest first. Of a search only the newest thousand are looked at: `lookedAt` says so where it found more, else
 * it's null. `today` is a day of the company's (`isoDay`).
 */
export function listBoard(staff: Staff, today: string, filter: BoardFilter, after: string | null = null) {
  const place = readPlace(after);
  const range = { kinds: filter.kind ? [filter.kind] : orderKinds, today, limit: boardOrdersPerPage + 1 };
  const found = filter.q === null ? null : findItems(staff, "order", filter.q, maxFound + 1);
  const rows = found ? pick(staff, found.slice(0, maxFound), filter, place, range) : walk(staff, filter, place, range);
  rows.sort((a, b) => compare(a, b, today));
  const nameOf = stepNamer(staff);
  const { page, next } = cutPage(rows, boardOrdersPerPage, (last) =>
    last.open ? openCursor.write({ ...last, urgency: urgencyOf(last, today) }) : closedCursor.write(last),
  );
  const shown = page.map(({ steps, frozenSteps, ...row }) => {
    const status = orderStatus(row, today);
    return {
      ...row,
      status,
      step: row.step && nameOf(row.kind, row.step),
      next: row.open && row.parcels < 2 ? stepAfter(staff, { ...row, steps, frozenSteps }) : null,
      mayCorrect: isToCorrect(row, today),
      daysLate: status === "late" ? daysBetween(noonOf(row.day), noonOf(today)) : 0,
    };
  });
  return { orders: shown, next, isFirst: !place, lookedAt: found && found.length > maxFound ? maxFound : null };
}

const maxLeft = 30;

/** Of these orders, ids between spaces, those that wait for their customer, with what they were asked for. */
export const listLeftWaiting = ({ db }: Staff, ids: string | null) =>
  db
    .select({ id: orders.id, reference: orders.reference, needs: orders.needs })
    .from(orders)
    .where(and(inArray(orders.id, ids?.split(" ").slice(0, maxLeft) ?? []), isWaiting))
    .all();

const correctedDays = 7;

type Newest = Pick<Row, "cancelled" | "open" | "step" | "needs" | "newestAt">;

/** Whether its newest step may still be found to be a mistake: it goes on, or ended lately. */
function isToCorrect({ cancelled, open, step, needs, newestAt }: Newest, today: string): boolean {
  if (cancelled || (step === null && needs === null)) return false;
  return open || daysBetween(newestAt, noonOf(today)) <= correctedDays;
}

/** The planned step after the one it has, or the first; its history is only read where its newest step is not planned. */
function stepAfter(staff: Staff, order: Pick<Row, "orgId" | "id" | "kind" | "steps" | "frozenSteps" | "step">) {
  const plan = plannedSteps(staff, order, []);
  if (order.step === null) return plan[0] ?? null;
  const at = plan.findIndex(({ key }) => stepKey(key) === stepKey(order.step!));
  if (at >= 0) return plan[at + 1] ?? null;
  const history = findHistory(staff, order);
  return stepsAfter(history.plan, history.events)[0] ?? null;
}

/** How many open orders are running late, and how many wait on their customer. */
export function countOpen({ db }: Staff, today: string): { late: number; waiting: number } {
  const count = (where: SQL | undefined) =>
    db
      .select({ count: sql<number>`count(*)` })
      .from(orders)
      .where(and(inArray(orders.kind, orderKinds), where))
      .get()!.count;
  return { late: count(isIn("late", today)), waiting: count(isWaiting) };
}
