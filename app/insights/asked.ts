import { setImmediate } from "node:timers/promises";
import { and, count, eq, gte, isNull, lt, sql, type SQL } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
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

/** The same of a row. */
const hadLooked = sql`instr(${requests.looked}, '"' || ${requests.job} || '"') > 0`;
const jobsAsked: AskedJob[] = [...requestJobs, "unsorted"];

/** Whether a request is about a job. */
export const isAbout = (job: AskedJob) => (job === "unsorted" ? isNull(requests.job) : eq(requests.job, job));

const sum = (value: SQL) => sql<number>`coalesce(sum(${value}), 0)`;

/** How many requests about a job were opened in a week, how many of them by mail, and how many by who had looked. */
const counting = preparedFor(({ db }: Pick<Staff, "db">, { from, to }: { from: number; to: number }, job: AskedJob) =>
  db
    .select({ all: count(), byMail: sum(sql`${messages.via} = 'mail'`), looked: sum(hadLooked) })
    .from(requests)
    .innerJoin(messages, and(eq(messages.requestId, requests.id), eq(messages.position, 1)))
    .where(and(isAbout(job), gte(requests.createdAt, from), lt(requests.createdAt, to))),
);

const countOpened = (reader: Pick<Staff, "db">, { from, to }: Pick<Week, "from" | "to">, job: AskedJob) =>
  counting(reader, { from: startOf(from), to: startOf(to) }, job).get()!;

/** How often was asked in a week, here and by mail. */
export function countAsked(reader: Pick<Staff, "db">, week: Pick<Week, "from" | "to">) {
  const asked = { here: 0, byMail: 0 };
  for (const job of jobsAsked) {
    const { all, byMail } = countOpened(reader, week, job);
    asked.here += all - byMail;
    asked.byMail += byMail;
  }
  return asked;
}

/**
 * What was asked in the last weeks, by job. A request counts in the week it was opened in, by its first message. Read week
 * by week, so that others are answered in between. `now` is epoch milliseconds.
 */
export async function findAskedByJob(staff: Staff, now: number) {
  const weeks = weeksUntil(isoDay(now), weeksShown);
  const jobs = Object.fromEntries(jobsAsked.map((job) => [job, noneIn(weeks)])) as AskedByJob;
  for (const [at, week] of weeks.entries()) {
    for (const job of jobsAsked) {
      const { all, byMail, looked } = countOpened(staff, week, job);
      const asked = jobs[job];
      [asked.here[at], asked.byMail[at], asked.looked[at]] = [all - byMail, byMail, looked];
    }
    await setImmediate();
  }
  return { weeks, jobs };
}
