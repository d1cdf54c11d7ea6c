import { sweepFiles } from "#app/files/file-sweep.ts";
import { remindOfCards } from "#app/billing/news/card-reminders.ts";
import { tellOfUnheard } from "#app/billing/news/unheard-tasks.ts";
import { remindOfInvoices } from "#app/billing/news/reminders.ts";
import { markLateOrders } from "#app/orders/late-orders.ts";
import { dropOld } from "#app/sweep.ts";
import type { Writes } from "./here.ts";

const minute = 60_000;

/** Nothing is written, but an invoice is overdue and an order late. */
export const time: Writes = {
  "time: twenty minutes": ({ town }) => town.pass(20 * minute),
  "time: over an hour": ({ town }) => town.pass(61 * minute),
  "time: a day": ({ town }) => town.pass(24 * 60 * minute),
};

/** What happens by the clock, or whenever there is time. */
export const schedule: Writes = {
  "jobs: all that are due": ({ town }) => town.drain(),
  "schedule: late orders": ({ town }) => markLateOrders(town.system, town.now()),
  "schedule: unpaid invoices": ({ town }) => remindOfInvoices(town.system, town.now()),
  "schedule: cards that run out": ({ town }) => remindOfCards(town.system, town.now()),
  "schedule: emails that reach nobody": ({ town }) => tellOfUnheard(town.system, town.now()),
  "schedule: what is old": async ({ town }) => {
    await dropOld(town.system, town.now());
    return sweepFiles(town.config, town.system, town.now());
  },
};
