import { and, desc, eq, gte } from "drizzle-orm";
import { requests, type RequestJob } from "#db/schema/requests.ts";
import type { Staff } from "#db/tenant.ts";
import { firstMoment, hasLooked } from "./asked.ts";

/** What a subject is about whatever number it names: "Re: Where is PO-1?" and "Where is PO-22?" are one. */
export const topicIn = (subject: string): string =>
  plainSubject(subject)
    .replace(/[\p{L}\d/_.-]+/gu, (word) => (/\d/.test(word) ? "…" : word))
    .replace(/\s+/g, " ")
    .toLowerCase();

const plainSubject = (subject: string) => subject.replace(/^\s*(?:(?:re|fwd?|aw|wg|sv|tr)\s*:\s*)+/i, "").trim();

const topicsShown = 10;
/** Only the newest so many requests are sorted by what they are about. */
export const sortedRequests = 5_000;

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
