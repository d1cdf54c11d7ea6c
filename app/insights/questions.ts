import type { Staff } from "#db/tenant.ts";
import { findAnswerFigures } from "./answer-times.ts";
import { findAskedByJob } from "./asked.ts";
import { countVotes } from "./votes.ts";
import { compareJobs, findBaselines } from "./baselines.ts";
import type { UsageJob } from "./helps.ts";
import { askedInAll } from "./jobs.ts";

/** All that is known of what customers asked in the last weeks, whatever about, and of its answers; `helped` is by job and week, `now` epoch milliseconds. */
export async function findQuestions(staff: Staff, now: number, helped: Record<UsageJob, number[]>) {
  const { weeks, jobs } = await findAskedByJob(staff, now);
  return {
    byJob: jobs,
    asked: askedInAll(jobs),
    compared: compareJobs(findBaselines(staff), weeks, jobs, helped),
    figures: await findAnswerFigures(staff, now),
    votes: countVotes(staff, now),
  };
}
