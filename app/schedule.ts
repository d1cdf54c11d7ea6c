import { Cron } from "croner";
import { systemOf } from "#db/tenant.ts";
import { sweep } from "./sign-in/sweep.ts";
import { sweepFiles } from "./files/file-sweep.ts";
import { markLateOrders, remindStaffOfLateOrders } from "./orders/late-orders.ts";
import { dropOldWaiting } from "./orders/waiting-events.ts";
import { connectionOf, type Portal } from "./portal.server.ts";
import { remindOfCards } from "./billing/news/card-reminders.ts";
import { dropOldPayloads, pollEvents } from "./billing/stripe/poll.ts";
import { beginReconcile } from "./billing/stripe/reconcile.ts";
import { remindOfInvoices } from "./billing/news/reminders.ts";

/** What comes round by the clock, and the first look at Stripe's events. Each is harmless in several processes at once. */
export function startSchedule(portal: Portal) {
  const catchFault = (error: unknown) => portal.log.error({ err: error }, "scheduled work failed");
  const at = (pattern: string, work: () => unknown) =>
    new Cron(pattern, { unref: true, protect: true, catch: catchFault }, async () => void (await work()));

  const all = [
    at("23 * * * *", async () => {
      const system = systemOf(connectionOf(portal));
      const now = portal.now();
      const rows = sweep(system, now) + dropOldWaiting(system, now) + (await dropOldPayloads(system, now));
      const removed = rows + (await sweepFiles(portal.config, system, now));
      if (removed) portal.log.info({ removed }, "swept");
    }),
    // By day: what these find is told at once, and nobody wants to hear of it at midnight.
    at("41 7-19 * * *", async () => {
      if (!portal.config.features.has("billing")) return;
      const system = systemOf(connectionOf(portal));
      for (const remind of [remindOfInvoices, remindOfCards]) if (await remind(system, portal.now())) portal.nudge();
    }),
    at("7 7-19 * * *", async () => {
      const { config, now } = portal;
      if (!config.features.has("orders")) return;
      const system = systemOf(connectionOf(portal));
      const toCustomers = await markLateOrders(system, now());
      if (toCustomers + remindStaffOfLateOrders(system, config.staffEmails, now())) portal.nudge();
    }),
    // Every five minutes, sooner after a failure: the cursor knows when it is due.
    at("* * * * *", () => pollEvents(portal)),
    // Later where Stripe did not answer at the first.
    at("17 3-5 * * *", () => beginReconcile(portal)),
  ];
  pollEvents(portal, { anyway: true }).then(() => portal.nudge(), catchFault);
  return { stop: () => all.forEach((cron) => cron.stop()) };
}
