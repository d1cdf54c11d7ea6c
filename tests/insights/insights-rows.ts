import { baselines } from "#db/schema/asked.ts";
import { requestJobs } from "#db/schema/requests.ts";
import { outcomes, usageDays, usageHows } from "#db/schema/usage.ts";
import { transact } from "#db/tenant.ts";
import { addUsage } from "#db/usage.ts";
import { usageJobs } from "#app/insights/helps.ts";
import { countedPages } from "#app/insights/pages.ts";
import { isoDay, startOf } from "#app/text/format.ts";
import { flushUsage } from "#app/insights/usage.ts";
import type { World } from "../world.ts";

/** As a browser says that somebody goes to a page. */
export const going = {
  "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  "Sec-Fetch-Mode": "navigate",
};

/** All that was counted until now: "what via how" with how often. */
export function countedIn(world: Pick<World, "portal" | "system">): Record<string, number> {
  flushUsage(world.portal);
  const rows = world.system.db.select().from(usageDays).all();
  const sums: Record<string, number> = {};
  for (const { what, via, how, n } of rows) sums[`${what} ${via} ${how}`] = (sums[`${what} ${via} ${how}`] ?? 0) + n;
  return sums;
}

/** A quarter in which all was used that can be, and what was said of the time before it. */
export function furnishQuarter({ system, now }: Pick<World, "system" | "now">) {
  const all = [...countedPages, ...outcomes, ...usageJobs.map((job) => `helped.${job}`)];
  const today = isoDay(now());
  transact(system, () => {
    for (let ago = 0; ago < 13; ago++)
      all.forEach((what, at) => {
        const day = isoDay(startOf(today, -7 * ago));
        for (const how of usageHows) addUsage(system, { day, what, via: "portal", how }, 12_345 - 100 * at - ago);
      });
    for (const job of requestJobs) {
      const row = { job, perWeek: 1_200, saidAt: startOf(today, -70), saidBy: "sam@norrland.example" };
      system.db.insert(baselines).values(row).run();
    }
  });
}
