import type { Yesterday } from "../today.ts";

const plural = (n: number, one: string, many: string) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

export const staffTodayWords = {
  allClear: "You’re all caught up",
  allClearWhy: "Nobody is waiting for an answer, no order is late, and nothing needs a decision.",
  questions: "Waiting longest for an answer",
  lateOrders: "Late orders",
  daysLate: (days: number) => plural(days, "day late", "days late"),
  approvals: "Waiting for the customer",
  payments: "Failed payments",
  lost: "Emails that didn’t arrive",
  lostTo: (email: string) => `To ${email}`,
  all: (n: number) => `All ${n.toLocaleString("en")}`,
  more: "All unpaid",
  allLost: "All customers whose emails bounce",
  yesterday: "Yesterday",
  went: ({ answered, done, paid }: Yesterday) =>
    [
      answered ? plural(answered, "request answered", "requests answered") : null,
      done ? plural(done, "order done", "orders done") : null,
      paid ? plural(paid, "invoice paid", "invoices paid") : null,
    ].filter((line) => line !== null),
};
