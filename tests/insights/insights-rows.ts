import { usageDays } from "#db/schema/usage.ts";
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
