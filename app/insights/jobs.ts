import { requestJobs } from "#db/schema/requests.ts";
import type { AskedByJob, AskedJob, AskedWeeks } from "./asked.ts";
import { isHelped, type UsageJob } from "./helps.ts";

/** So many weeks that are over, counted back from the one that isn't, are a job's figures. */
export const fullWeeks = 4;
const sum = (counts: readonly number[]) => counts.reduce((all, n) => all + n, 0);
/** The sum of the last four full ones of counts by week. */
export const lastFull = (weeks: readonly number[]) => sum(weeks.slice(-1 - fullWeeks, -1));
const fullBefore = (weeks: readonly number[]) => sum(weeks.slice(-1 - 2 * fullWeeks, -1 - fullWeeks));

/** What was asked in each week, of whatever job. */
export function askedInAll(asked: AskedByJob): AskedWeeks {
  const all = Object.values(asked);
  const inAll = (of: keyof AskedWeeks) => all[0]!.here.map((_, week) => sum(all.map((one) => one[of][week]!)));
  return { here: inAll("here"), byMail: inAll("byMail"), looked: inAll("looked") };
}

/** How often in the last four full weeks: here, by mail, of both though they had looked, and how many fewer than in the four before. */
export function countLately({ here, byMail, looked }: AskedWeeks) {
  const asked = here.map((n, week) => n + byMail[week]!);
  const fewer = fullBefore(asked) - lastFull(asked);
  return { here: lastFull(here), byMail: lastFull(byMail), looked: lastFull(looked), fewer };
}

/**
 * Job by job what customers found by themselves and what they asked in the last four full weeks; `asked` is null where the
 * company takes no requests. Nobody can look up what has no page: `helped` is null there.
 */
export function listJobs(helped: Record<UsageJob, number[]>, asked: AskedByJob | null) {
  const { here, byMail } = asked?.unsorted ?? { here: [], byMail: [] };
  const isShown = (job: AskedJob) => (job === "unsorted" ? sum(here) + sum(byMail) > 0 : !!asked || isHelped(job));
  return [...requestJobs, "unsorted" as const].filter(isShown).map((job) => ({
    job,
    helped: isHelped(job) ? lastFull(helped[job]) : null,
    asked: asked && countLately(asked[job]),
  }));
}

export type JobRow = ReturnType<typeof listJobs>[number];
