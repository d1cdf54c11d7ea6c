import { setImmediate } from "node:timers/promises";
import { and, asc, eq, gte, isNull, lt, ne, sql } from "drizzle-orm";
import { messages, requests, type MessageKind, type RequestJob, type Side } from "#db/schema/requests.ts";
import type { Staff } from "#db/tenant.ts";
import { findAnswerTimes } from "../requests/answer-times.ts";
import { spreadOf } from "./spread.ts";
import { goOn, noTurns, type Span } from "./turns.ts";
import { workingClock } from "./working-clock.ts";

const week = 7 * 24 * 60 * 60_000;
/** So far back the figures look, in milliseconds. */
const lookBack = 13 * week;

const batch = 5_000;

/** A request's job, as figures name it: null is none yet. */
type Job = RequestJob | null;
/** When, its place in the thread, and of which request. */
type Row = [at: number, position: number, requestId: string, kind: MessageKind, side: Side];

const isOf = (job: Job | undefined) =>
  job === undefined ? undefined : job === null ? isNull(requests.job) : eq(requests.job, job);

/** What happened in threads, oldest first, so many at a time. */
function listHappened({ db }: Staff, since: number, after: Row | null, job: Job | undefined): Row[] {
  const { createdAt, position, requestId, kind, side } = messages;
  const isLater = after && sql`(${createdAt}, ${position}, ${requestId}) > (${after[0]}, ${after[1]}, ${after[2]})`;
  const all = db.select({ at: createdAt, position, requestId, kind, side }).from(messages).$dynamic();
  // Values alone: there may be 200,000 of them.
  return (job === undefined ? all : all.innerJoin(requests, and(eq(requests.id, requestId), isOf(job))))
    .where(and(ne(kind, "note"), isLater ?? gte(createdAt, since)))
    .orderBy(asc(createdAt), asc(position), asc(requestId))
    .limit(batch)
    .values() as Row[];
}

/** How many wait for a reply since before the figures begin. */
function countLongWaiting({ db }: Staff, since: number, job: Job | undefined): number {
  return db
    .select({ count: sql<number>`count(*)` })
    .from(requests)
    .where(and(eq(requests.open, true), eq(requests.turn, "staff"), lt(requests.newestAt, since), isOf(job)))
    .get()!.count;
}

/**
 * How long customers waited for a first reply and for the closing in the last 13 weeks, in working milliseconds, turn by
 * turn, and how many wait still; of one job's requests where one is named. Read in steps between which others are
 * answered. `now` is epoch milliseconds.
 */
export async function findAnswerFigures(staff: Staff, now: number, { job }: { job?: Job } = {}) {
  const since = now - lookBack;
  const threads = new Map<string, ReturnType<typeof noTurns>>();
  const ended: Record<"replies" | "closings", Span[]> = { replies: [], closings: [] };
  let rows: Row[];
  let after: Row | null = null;
  do {
    rows = listHappened(staff, since, after, job);
    for (const [at, , requestId, kind, side] of rows) {
      let turns = threads.get(requestId);
      if (!turns) threads.set(requestId, (turns = noTurns(ended)));
      goOn(turns, { kind, side, at });
    }
    after = rows.at(-1) ?? null;
    await setImmediate();
  } while (rows.length === batch);
  const worked = workingClock(findAnswerTimes(staff), since, now);
  const lengths = (spans: Span[]) => spans.map(({ from, to }) => worked(to) - worked(from));
  const begun = [...threads.values()].map((turns) => turns.waitingSince).filter((at) => at !== null);
  return {
    reply: spreadOf(lengths(ended.replies)),
    closing: spreadOf(lengths(ended.closings)),
    waiting: {
      n: begun.length + countLongWaiting(staff, since, job),
      /** Of those who wrote in these weeks. */
      longest: begun.length ? worked(now) - worked(begun.reduce((first, at) => Math.min(first, at))) : null,
    },
  };
}

export type AnswerFigures = Awaited<ReturnType<typeof findAnswerFigures>>;
