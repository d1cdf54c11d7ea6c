import { setImmediate } from "node:timers/promises";
import { and, asc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { isAfter } from "#db/cursor.ts";
import { queueMail } from "#db/outbox.ts";
import { isOrderMoving, orderKinds, orders, promisedDay } from "#db/schema/orders.ts";
import { organizations } from "#db/schema/organizations.ts";
import { changeRow } from "#db/statements.ts";
import { transact, type System } from "#db/tenant.ts";
import { endOf, isoDay } from "../text/format.ts";
import { tellReaders } from "./order-news.ts";
import { listPromises } from "./order-promises.ts";
import type { Config } from "../config.server.ts";
import { listStaffAddresses } from "../mail/staff-addresses.ts";

const atOnce = 20;
const freshMs = 48 * 60 * 60_000;

/** Open, waiting for nobody, its promised day passed: what `orderStatus` calls late. */
const isLateOn = (today: string) =>
  and(inArray(orders.kind, orderKinds), isOrderMoving, lt(promisedDay(orders.promisedDate), today));

type Late = Pick<typeof orders.$inferSelect, "id" | "orgId" | "promisedDate" | "source" | "createdAt">;

/**
 * Writes down which orders are running late, each once for a promised day, and tells their customers where that
 * day ended within two days, while the order was here and the day was promised: neither what was read in from before, an
 * import, a day set when it had passed, nor a portal that was off says anything old. Goes in small steps, so that pages are answered between them. `now` is epoch milliseconds;
 * gives how many mails were left.
 */
export async function markLateOrders(system: System, now: number): Promise<number> {
  let count = 0;
  for (let last: Late | null | undefined = null; last !== undefined; await setImmediate()) {
    const few = newlyLate(system, isoDay(now), last);
    count += transact(system, () => few.reduce((sum, order) => sum + mark(system, order, now), 0));
    last = few.length === atOnce ? few.at(-1) : undefined;
  }
  return count;
}

function newlyLate({ db }: System, today: string, last: Late | null): Late[] {
  const { id, orgId, promisedDate, source, createdAt } = orders;
  const after = last ? isAfter("asc", [promisedDate, last.promisedDate!], [id, last.id]) : undefined;
  return db
    .select({ id, orgId, promisedDate, source, createdAt })
    .from(orders)
    .where(and(isOrderMoving, isNull(orders.lateAt), lt(promisedDate, today), after))
    .orderBy(asc(promisedDate), asc(id))
    .limit(atOnce)
    .all();
}

function mark(system: System, order: Late, now: number): number {
  const { id, orgId, promisedDate } = order;
  changeRow(system.db, orders, { id }, { lateAt: now });
  if (!isNews(system, order, now)) return 0;
  const news = { what: "late", promisedDate } as const;
  return tellReaders(system, { id, orgId }, news, `late:${promisedDate}`, now);
}

function isNews(system: System, { id, orgId, promisedDate, source, createdAt }: Late, now: number): boolean {
  const endedAt = endOf(promisedDate!);
  if (now - endedAt > freshMs || createdAt >= endedAt) return false;
  const promise = listPromises(system.within(orgId), id).at(-1);
  return (promise?.source ?? source) !== "import" && (!promise || promise.statedAt < endedAt);
}

/** How many orders are late, whoever's, and the first of them. */
export function listLateOrders({ db }: System, now: number, limit: number) {
  const today = isoDay(now);
  const { reference, title, promisedDate } = orders;
  const { count } = db
    .select({ count: sql<number>`count(*)` })
    .from(orders)
    .where(isLateOn(today))
    .get()!;
  const first = db
    .select({ reference, title, promisedDate, organization: organizations.name })
    .from(orders)
    .innerJoin(organizations, eq(organizations.id, orders.orgId))
    .where(isLateOn(today))
    .orderBy(asc(promisedDate), asc(orders.id))
    .limit(limit)
    .all();
  return { count, orders: first };
}

/** Tells everybody of the company of the orders that are late, once a day, while there is one. Gives how many mails were left. */
export function remindStaffOfLateOrders(system: System, config: Pick<Config, "staffEmails">, now: number): number {
  if (!listLateOrders(system, now, 0).count) return 0;
  const kind = "staff-orders-late";
  return transact(system, () =>
    listStaffAddresses(system, config)
      .map((recipient) => ({ kind, recipient, dedupeKey: `${kind}:${isoDay(now)}:${recipient}`, props: {} }))
      .filter((mail) => queueMail(system, mail, now) !== null),
  ).length;
}
