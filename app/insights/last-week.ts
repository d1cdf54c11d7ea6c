import type { System } from "#db/tenant.ts";
import { isoDay } from "../text/format.ts";
import { countAsked } from "./asked.ts";
import { byWeek, deeds } from "./figures.ts";
import { usageJobs } from "./helps.ts";
import { weeksUntil } from "./weeks.ts";

/** What people did in the week that ended last, and in the one before; null where nothing happened. `now` is epoch milliseconds. */
export function findLastWeek(system: System, now: number) {
  const weeks = weeksUntil(isoDay(now), 3).slice(0, 2);
  const helped = usageJobs.map((job) => `helped.${job}`);
  const count = byWeek(system, weeks, [...helped, ...deeds]);
  const pair = (...of: string[]) => {
    const [before, last] = count(...of);
    return { before: before!, last: last! };
  };
  const jobs = usageJobs.map((job) => ({ job, ...pair(`helped.${job}`) }));
  const done = deeds.map((what) => ({ what, n: pair(what).last })).toSorted((a, b) => b.n - a.n);
  const moves = jobs.toSorted((a, b) => Math.abs(b.last - b.before) - Math.abs(a.last - a.before));
  const asked = countAsked(system, weeks[1]!);
  if (!done[0]!.n && !pair(...helped).last && !asked.here && !asked.byMail) return null;
  return {
    week: weeks[1]!,
    helped: pair(...helped),
    asked,
    wanted: done[0]!.n ? done[0]! : null,
    moved: moves[0]!.last === moves[0]!.before ? null : moves[0]!,
  };
}
