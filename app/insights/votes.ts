import { and, eq, gte } from "drizzle-orm";
import { closingVotes } from "#db/schema/asked.ts";
import { requests, type RequestJob } from "#db/schema/requests.ts";
import type { Staff } from "#db/tenant.ts";
import { firstMoment } from "./asked.ts";

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
