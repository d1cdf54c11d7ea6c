import { sql, type SQL } from "drizzle-orm";
import { orders, orderStates } from "#db/schema/orders.ts";

/** `key` is for styles, filters and tests; words come from the catalogue. */
export const orderStatuses = orderStates;
export type OrderStatus = (typeof orderStatuses)[number];

export type StatusFacts = {
  cancelled: boolean;
  doneAt: number | null;
  needs: string | null;
  promisedDate: string | null;
};

/** Whether an order's promised day has passed without its being done; `today` is a day of the company's (`isoDay`). */
export function isLate({ cancelled, doneAt, promisedDate }: Omit<StatusFacts, "needs">, today: string): boolean {
  return !cancelled && doneAt === null && promisedDate !== null && promisedDate < today;
}

/** What an order's state means to the customer today. Who waits for the customer says so, also after the promised day. */
export function orderStatus(order: StatusFacts, today: string): OrderStatus {
  if (order.cancelled) return "cancelled";
  if (order.doneAt !== null) return "done";
  if (order.needs !== null) return "waiting";
  return isLate(order, today) ? "late" : "on-track";
}

/** What a state's tag says, where more than the state is known: an order on track may wait for us, or nobody told anything of it yet. */
export type TaggedStatus = OrderStatus | "waiting-for-us" | "new";
export type Tagged = { status: OrderStatus; changeAsked: boolean; step: string | null; promisedDate: string | null };
export function taggedStatus({ status, changeAsked, step, promisedDate }: Tagged): TaggedStatus {
  if (status !== "on-track") return status;
  if (changeAsked) return "waiting-for-us";
  return step === null && promisedDate === null ? "new" : status;
}

/** `orderStatus` as SQL, for a filter of rows. */
export function orderStatusExpression(today: string): SQL {
  const { cancelled, doneAt, needs, promisedDate } = orders;
  return sql`(case
    when ${cancelled} then 'cancelled'
    when ${doneAt} is not null then 'done'
    when ${needs} is not null then 'waiting'
    when ${promisedDate} < ${today} then 'late'
    else 'on-track' end)`;
}
