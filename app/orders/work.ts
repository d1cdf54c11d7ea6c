import type { OrderKind } from "#db/schema/orders.ts";
import { systemOf } from "#db/tenant.ts";
import { jobWorker } from "../jobs/queue.ts";
import type { Work } from "../jobs/work.ts";
import { connectionOf } from "../portal.server.ts";
import { markLateOrders, remindStaffOfLateOrders } from "./late-orders.ts";
import { settleOrdersOf, settleSameMoments } from "./orders-settle.ts";

export const ordersWork: Work = {
  workers: [
    jobWorker({
      "orders.settle": (portal, { kind }, hold) =>
        settleOrdersOf(systemOf(connectionOf(portal)), kind as OrderKind, hold),
      "orders.settle-same-moments": (portal, _ids, hold) => settleSameMoments(systemOf(connectionOf(portal)), hold),
    }),
  ],
  scheduled: [
    {
      at: "7 7-19 * * *",
      of: "orders",
      async run(portal, system) {
        const now = portal.now();
        const toCustomers = await markLateOrders(system, now);
        if (toCustomers + remindStaffOfLateOrders(system, portal.config, now)) portal.nudge();
      },
    },
  ],
};
