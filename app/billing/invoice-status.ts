import { sql, type SQL } from "drizzle-orm";
import { invoices } from "#db/schema/billing.ts";
import { isoDay, startOf } from "../text/format.ts";

/** The status words of the contract; `key` is for styles and tests, words come from the catalogue. */
export type InvoiceStatus = "due" | "overdue" | "failed" | "paid" | "refunded" | "void" | "written-off";

type Facts = {
  status: string;
  dueAt: number | null;
  amountPaid: number;
  amountRemaining: number;
  amountRefunded: number;
  isUnderWay: boolean;
  attemptCount: number;
  collectionMethod: string | null;
};

/** When the company's day of `now` began: what was due before is late, that day itself is not. All are epoch milliseconds. */
export const midnightOf = (now: number) => startOf(isoDay(now));

export const isPastDue = (dueAt: number, now: number) => dueAt < midnightOf(now);

/**
 * What an invoice's state means to the customer at `now` (epoch milliseconds). Stripe's statuses are open text: one we
 * do not know is judged by whether anything remains to be paid. What a bank still carries is neither late nor failed,
 * though Stripe counts the attempt when a debit begins.
 */
export function invoiceStatus(invoice: Facts, now: number): InvoiceStatus {
  if (invoice.status === "void") return "void";
  if (invoice.status === "uncollectible") return "written-off";
  if (invoice.status === "paid" || (invoice.status !== "open" && invoice.amountRemaining <= 0)) {
    return invoice.amountPaid > 0 && invoice.amountRefunded >= invoice.amountPaid ? "refunded" : "paid";
  }
  if (invoice.isUnderWay) return "due";
  if (invoice.dueAt !== null && isPastDue(invoice.dueAt, now)) return "overdue";
  return invoice.attemptCount > 0 && invoice.collectionMethod === "charge_automatically" ? "failed" : "due";
}

/** What `amountRefunded` and `isUnderWay` are in a statement. */
export type CameOf = { refunded: SQL; underWay: SQL };

/** `invoiceStatus` as SQL, for a filter of rows; `midnight` is as in `midnightOf`. */
export function statusExpression({ refunded, underWay }: CameOf, midnight: number): SQL {
  const { status, dueAt, amountPaid, amountRemaining, attemptCount, collectionMethod } = invoices;
  return sql`(case
    when ${status} = 'void' then 'void'
    when ${status} = 'uncollectible' then 'written-off'
    when ${status} = 'paid' or (${status} <> 'open' and ${amountRemaining} <= 0) then
      case when ${amountPaid} > 0 and ${refunded} >= ${amountPaid} then 'refunded' else 'paid' end
    when ${underWay} then 'due'
    when ${dueAt} < ${midnight} then 'overdue'
    when ${attemptCount} > 0 and ${collectionMethod} = 'charge_automatically' then 'failed'
    else 'due' end)`;
}

/** Whether the customer can pay it now. */
export function isPayable(status: InvoiceStatus): boolean {
  return status === "due" || status === "overdue" || status === "failed";
}
