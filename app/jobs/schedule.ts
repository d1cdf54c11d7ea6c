import { Cron } from "croner";
import { systemOf } from "#db/tenant.ts";
import { sweep } from "../auth/sweep.ts";
import { connectionOf, type Portal } from "../portal.server.ts";

/** What comes round by the clock. Each is harmless in several processes at once. */
export function startSchedule(portal: Portal) {
  const catchFault = (error: unknown) => portal.log.error({ err: error }, "scheduled work failed");
  const hourly = new Cron("23 * * * *", { unref: true, protect: true, catch: catchFault }, () => {
    const removed = sweep(systemOf(connectionOf(portal)), portal.now());
    if (removed) portal.log.info({ removed }, "swept");
  });
  return { stop: () => hourly.stop() };
}
