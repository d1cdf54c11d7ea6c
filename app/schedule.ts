import { Cron } from "croner";
import { systemOf } from "#db/tenant.ts";
import { pollEvents } from "./billing/stripe/poll.ts";
import { connectionOf, type Portal } from "./portal.server.ts";
import { works } from "./works.ts";

/** What comes round by the clock, and the first look at Stripe's events. Each is harmless in several processes at once. */
export function startSchedule(portal: Portal) {
  const catchFault = (error: unknown) => portal.log.error({ err: error }, "scheduled work failed");
  const system = () => systemOf(connectionOf(portal));
  const at = (pattern: string, work: () => unknown) =>
    new Cron(pattern, { unref: true, protect: true, catch: catchFault }, () =>
      portal.watch.during(`scheduled ${pattern}`, async () => void (await work())),
    );

  const scheduled = works
    .flatMap((work) => work.scheduled ?? [])
    .filter(({ of }) => !of || portal.config.features.has(of))
    .map(({ at: pattern, atStart, run }) => {
      const cron = at(pattern, () => run(portal, system()));
      if (atStart) void cron.trigger();
      return cron;
    });
  const sweeping = at("23 * * * *", async () => {
    let removed = 0;
    for (const { sweep } of works) removed += (await sweep?.(portal, system(), portal.now())) ?? 0;
    if (removed) portal.log.info({ removed }, "swept");
  });
  pollEvents(portal, { anyway: true }).then(() => portal.nudge(), catchFault);
  return { stop: () => [...scheduled, sweeping].forEach((cron) => cron.stop()) };
}
