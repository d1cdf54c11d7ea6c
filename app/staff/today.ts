import { and, count, desc, eq, gte, gt, inArray, isNotNull, lt, sql } from "drizzle-orm";
import { invoices } from "#db/schema/billing.ts";
import { isFailed, isNoCode, outbox } from "#db/schema/mail.ts";
import { orderKinds, orders, isClosed } from "#db/schema/orders.ts";
import { auditLog, organizations } from "#db/schema/organizations.ts";
import type { Staff } from "#db/tenant.ts";
import { hasPaymentUnderWay } from "../billing/invoice-charges.ts";
import type { MailKinds } from "../mail/kind.ts";
import { listBoard } from "../orders/orders-board.ts";
import { daysBetween, isoDay, noonOf, startOf } from "../text/format.ts";
import { wordFor } from "../text/words.ts";

const [maxOrders, maxRows, maxLookedAt] = [5, 3, 20];
const day = 24 * 60 * 60_000;
/** So long a mail that did not arrive is worth a look. */
const lostMs = 7 * day;

/** The orders that are late for longest, with by how many days, and those that wait for their customer. */
export function ordersToday(staff: Staff, now: number) {
  const today = isoDay(now);
  const first = (state: "late" | "waiting") =>
    listBoard(staff, today, { state, kind: null, q: null }).orders.slice(0, maxOrders);
  const late = first("late").map((order) => ({ ...order, days: daysBetween(noonOf(order.day), now) }));
  return { late, waiting: first("waiting") };
}

export type LateOrder = ReturnType<typeof ordersToday>["late"][number];

/** Invoices whose card was charged in vain, the newest first, with whose they are. Amounts are minor units. */
export function listFailedPayments(staff: Staff) {
  const { id, number, amountRemaining: amount, currency, status, deletedAt, attemptCount, issuedAt } = invoices;
  const found = staff.db
    .select({ id, number, amount, currency, orgId: organizations.id, orgName: organizations.name })
    .from(invoices)
    .innerJoin(organizations, eq(organizations.id, invoices.orgId))
    .where(
      and(
        sql`${status} = 'open' and ${deletedAt} is null and ${attemptCount} > 0`,
        eq(invoices.collectionMethod, "charge_automatically"),
      ),
    )
    .orderBy(desc(issuedAt))
    .limit(maxLookedAt)
    .all();
  // Stripe counts an attempt when a bank's debit begins.
  return found.filter((one) => !hasPaymentUnderWay(staff.reading(one.orgId), one.id)).slice(0, maxRows);
}

export type FailedPayment = ReturnType<typeof listFailedPayments>[number];

/** Mails of the last seven days that came back or could not be sent, the newest first, and to whom. */
export function listNewlyLost({ db }: Staff, kinds: MailKinds, locale: string, now: number) {
  const { id, kind, recipient, orgId, returnedAt, endedAt } = outbox;
  const lost = (when: typeof returnedAt | typeof endedAt, isIt = isNotNull(returnedAt)) =>
    db
      .select({ id, kind, to: recipient, orgId, orgName: organizations.name, at: sql<number>`${when}` })
      .from(outbox)
      .leftJoin(organizations, eq(organizations.id, orgId))
      .where(and(isIt, gt(when, now - lostMs), isNoCode))
      .orderBy(desc(when))
      .limit(maxRows)
      .all();
  return [...lost(returnedAt), ...lost(endedAt, isFailed)]
    .sort((a, b) => b.at - a.at)
    .slice(0, maxRows)
    .map((mail) => ({ ...mail, title: kinds[mail.kind] ? wordFor(locale, kinds[mail.kind]!.title) : mail.kind }));
}

export type NewlyLost = ReturnType<typeof listNewlyLost>[number];

const answers = ["request.answered", "request.answered-and-closed"];

/** What went well on the company's day before `now`: answers given, orders done, invoices paid. */
export function countYesterday({ db }: Staff, now: number) {
  const end = startOf(isoDay(now));
  const start = startOf(isoDay(end - day / 2));
  const n = { n: count() };
  const { at, action } = auditLog;
  return {
    answered: db
      .select(n)
      .from(auditLog)
      .where(and(gte(at, start), lt(at, end), inArray(action, answers)))
      .get()!.n,
    done: db
      .select(n)
      .from(orders)
      .where(
        and(
          isClosed,
          inArray(orders.kind, orderKinds),
          eq(orders.cancelled, false),
          gte(orders.newestAt, start),
          gte(orders.doneAt, start),
          lt(orders.doneAt, end),
        ),
      )
      .get()!.n,
    paid: db
      .select(n)
      .from(invoices)
      .where(and(isNotNull(invoices.paidAt), gte(invoices.paidAt, start), lt(invoices.paidAt, end)))
      .get()!.n,
  };
}

export type Yesterday = ReturnType<typeof countYesterday>;
