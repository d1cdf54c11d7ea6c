import { and, desc, eq, gte, lt } from "drizzle-orm";
import { organizations } from "#db/schema/organizations.ts";
import { requests } from "#db/schema/requests.ts";
import type { Staff } from "#db/tenant.ts";
import { isoDay, startOf } from "../text/format.ts";
import { firstMoment, isAbout, type AskedJob } from "./asked.ts";
import { sortedRequests, topicIn } from "./asked-topics.ts";
import { fullWeeks } from "./jobs.ts";
import { weeksUntil } from "./weeks.ts";

/** The requests that a figure counts: of a job, and of those only of one subject, or of the last four full weeks. */
export type AskedFilter = { job: AskedJob; /** The subject. */ topic: string | null; isLately: boolean };

const listShown = 100;

/** What of the last weeks a figure counts, the newest hundred, and how many in all. `now` is epoch milliseconds. */
export function listAskedRequests({ db }: Staff, { job, topic, isLately }: AskedFilter, now: number) {
  const { id, number, subject, createdAt, email } = requests;
  const monday = (weeks: number) => startOf(weeksUntil(isoDay(now), weeks)[0]!.from);
  const rows = db
    .select({ id, number, subject, at: createdAt, email, orgName: organizations.name })
    .from(requests)
    .leftJoin(organizations, eq(organizations.id, requests.orgId))
    .where(
      and(
        gte(createdAt, isLately ? monday(fullWeeks + 1) : firstMoment(now)),
        isLately ? lt(createdAt, monday(1)) : undefined,
        isAbout(job),
      ),
    )
    .orderBy(desc(createdAt))
    .limit(sortedRequests)
    .all();
  const key = topic === null ? null : topicIn(topic);
  const found = key === null ? rows : rows.filter((row) => topicIn(row.subject) === key);
  return { requests: found.slice(0, listShown), count: found.length };
}
