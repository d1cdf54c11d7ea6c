import { setImmediate } from "node:timers/promises";
import { and, eq, gte, lt } from "drizzle-orm";
import { messages, requestJobs, requests, type ReadKind, type RequestJob } from "#db/schema/requests.ts";
import type { Staff } from "#db/tenant.ts";
import { isoDay, startOf } from "../text/format.ts";
import { weeksUntil, type Week } from "./weeks.ts";

/** So many weeks are shown, with the one that is not over. */
const weeksShown = 13;

/** How often something was asked, week by week: here, by mail, and of both though they had looked at it before. */
export type AskedWeeks = { here: number[]; byMail: number[]; looked: number[] };
/** "unsorted": nobody has said yet what it was about. */
export type AskedJob = RequestJob | "unsorted";
export type AskedByJob = Record<AskedJob, AskedWeeks>;

const noneIn = (weeks: Week[]): AskedWeeks => {
  const none = () => weeks.map(() => 0);
  return { here: none(), byMail: none(), looked: none() };
};

/** Where the first of the weeks shown begins, in epoch milliseconds. */
export const firstMoment = (now: number) => startOf(weeksUntil(isoDay(now), weeksShown)[0]!.from);

/** Whether who asked about a job had looked at a thing of it before. */
export const hasLooked = (job: RequestJob | null, looked: ReadKind[] | null) => !!looked?.some((kind) => kind === job);

const listOpened = ({ db }: Pick<Staff, "db">, { from, to }: Pick<Week, "from" | "to">) =>
  db
    .select({ job: requests.job, looked: requests.looked, via: messages.via })
    .from(requests)
    .innerJoin(messages, and(eq(messages.requestId, requests.id), eq(messages.position, 1)))
    .where(and(gte(requests.createdAt, startOf(from)), lt(requests.createdAt, startOf(to))))
    .all();

/** How often was asked in a week, here and by mail. */
export function countAsked(reader: Pick<Staff, "db">, week: Pick<Week, "from" | "to">) {
  const all = listOpened(reader, week);
  const byMail = all.filter(({ via }) => via === "mail").length;
  return { here: all.length - byMail, byMail };
}

/**
 * What was asked in the last weeks, by job. A request counts in the week it was opened in, by its first message. Read week
 * by week, so that others are answered in between. `now` is epoch milliseconds.
 */
export async function findAskedByJob(staff: Staff, now: number) {
  const weeks = weeksUntil(isoDay(now), weeksShown);
  const jobs = Object.fromEntries([...requestJobs, "unsorted"].map((job) => [job, noneIn(weeks)])) as AskedByJob;
  for (const [at, week] of weeks.entries()) {
    for (const { job, looked, via } of listOpened(staff, week)) {
      const asked = jobs[job ?? "unsorted"];
      asked[via === "mail" ? "byMail" : "here"][at]!++;
      if (hasLooked(job, looked)) asked.looked[at]!++;
    }
    await setImmediate();
  }
  return { weeks, jobs };
}
