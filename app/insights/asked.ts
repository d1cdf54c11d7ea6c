import { setImmediate } from "node:timers/promises";
import { and, desc, eq, gte, lt } from "drizzle-orm";
import { closingVotes } from "#db/schema/asked.ts";
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

const hasLooked = (job: RequestJob | null, looked: ReadKind[] | null) => !!looked?.some((kind) => kind === job);

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

/** What a subject is about whatever number it names: "Re: Where is PO-1?" and "Where is PO-22?" are one. */
export const topicIn = (subject: string): string =>
  plainSubject(subject)
    .replace(/[\p{L}\d/_.-]+/gu, (word) => (/\d/.test(word) ? "…" : word))
    .replace(/\s+/g, " ")
    .toLowerCase();

const plainSubject = (subject: string) => subject.replace(/^\s*(?:(?:re|fwd?|aw|wg|sv|tr)\s*:\s*)+/i, "").trim();

const topicsShown = 10;
/** Only the newest so many requests are sorted by what they are about. */
const sortedRequests = 5_000;

const firstMoment = (now: number) => startOf(weeksUntil(isoDay(now), weeksShown)[0]!.from);

type Newest = { id: string; subject: string; at: number };

/** What was asked most about a job in the last weeks: each with its newest request's subject, how often, and how often though they had looked. */
export function listTopics({ db }: Staff, job: RequestJob, now: number) {
  const { id, subject, looked, createdAt } = requests;
  const rows = db
    .select({ id, subject, looked, createdAt })
    .from(requests)
    .where(and(gte(createdAt, firstMoment(now)), eq(requests.job, job)))
    .orderBy(desc(createdAt))
    .limit(sortedRequests)
    .all();
  const topics = new Map<string, { count: number; looked: number; newest: Newest }>();
  for (const row of rows) {
    const key = topicIn(row.subject);
    const newest = { id: row.id, subject: plainSubject(row.subject), at: row.createdAt };
    const topic = topics.get(key) ?? { count: 0, looked: 0, newest };
    topics.set(key, topic);
    topic.count++;
    if (hasLooked(job, row.looked)) topic.looked++;
  }
  return [...topics.values()].sort((a, b) => b.count - a.count || b.newest.at - a.newest.at).slice(0, topicsShown);
}

export type AskedTopic = ReturnType<typeof listTopics>[number];

/** How often customers said of closed requests in the last weeks, or of one job's, that they were answered, and that they were not. */
export function countVotes({ db }: Staff, now: number, job?: RequestJob) {
  const rows = db
    .select({ answer: closingVotes.answer })
    .from(closingVotes)
    .innerJoin(requests, eq(requests.id, closingVotes.requestId))
    .where(and(gte(closingVotes.at, firstMoment(now)), job && eq(requests.job, job)))
    .all();
  const yes = rows.filter(({ answer }) => answer === "yes").length;
  return { yes, no: rows.length - yes };
}
