import { outcomes, type Outcome } from "#db/schema/usage.ts";
import type { System } from "#db/tenant.ts";
import { isoDay } from "../text/format.ts";
import { byWeek } from "./figures.ts";
import { usageJobs } from "./helps.ts";
import { weeksUntil } from "./weeks.ts";

/** What people did in the week that ended last, and in the one before; null where nothing happened. `now` is epoch milliseconds. */
export function findLastWeek(system: System, now: number) {
  const weeks = weeksUntil(isoDay(now), 3).slice(0, 2);
  const helped = usageJobs.map((job) => `helped.${job}`);
  const count = byWeek(system, weeks, [...helped, ...outcomes]);
  const pair = (...of: string[]) => {
    const [before, last] = count(...of);
    return { before: before!, last: last! };
  };
  const jobs = usageJobs.map((job) => ({ job, ...pair(`helped.${job}`) }));
  const done = outcomes.map((what: Outcome) => ({ what, n: pair(what).last })).toSorted((a, b) => b.n - a.n);
  const moves = jobs.toSorted((a, b) => Math.abs(b.last - b.before) - Math.abs(a.last - a.before));
  if (!done[0]!.n && !pair(...helped).last) return null;
  return {
    week: weeks[1]!,
    helped: pair(...helped),
    asked: { here: pair("request.asked").last, byMail: pair("request.by-mail").last },
    wanted: done[0]!.n ? done[0]! : null,
    moved: moves[0]!.last === moves[0]!.before ? null : moves[0]!,
  };
}
