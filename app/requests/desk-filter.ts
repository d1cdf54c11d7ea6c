import { and, eq, exists, isNotNull, isNull, lte, not, sql, type SQL } from "drizzle-orm";
import { leavingAnswers, requestTags } from "#db/schema/desk.ts";
import { requests, type AboutKind, type Side } from "#db/schema/requests.ts";
import type { Staff } from "#db/tenant.ts";
import { undoMs } from "../jobs/undo.ts";
import { readSearch } from "../search/search-text.ts";
import { findAnswerTimes, lateIfAskedBy } from "./answer-times.ts";
import type { HeldKind } from "./held-lists.ts";
import { isFound } from "./desk-search.ts";

export const queues = ["needs-answer", "waiting", "snoozed", "held", "closed"] as const;
export type Queue = (typeof queues)[number];
/** A queue of requests; what is held are mails. */
export type RequestQueue = Exclude<Queue, "held">;

/** The jobs that a request may belong to, by what it is about; "other" are those about nothing in particular. */
export const deskJobs = { billing: "invoice", orders: "order", other: null } as const satisfies Record<
  string,
  AboutKind | null
>;
export type DeskJob = keyof typeof deskJobs;

/** What of a queue is shown, by the names of the URL's query; `show` asks among held mails, the others among requests. */
export type DeskFilter = {
  queue: Queue;
  whose: "mine" | "nobody" | null;
  late: "yes" | null;
  job: DeskJob | null;
  /** A tag's id. */
  tag: string | null;
  q: string | null;
  show: Exclude<HeldKind, "held"> | null;
};

type Query = { get(name: string): string | null };
const oneOf = <T extends string>(values: readonly T[], text: string | null) =>
  values.find((value) => value === text) ?? null;

/** What a URL's query asks for; what makes no sense counts as not asked. */
export function readDeskFilter(query: Query, queue: Queue = "needs-answer"): DeskFilter {
  return {
    queue: oneOf(queues, query.get("queue")) ?? queue,
    whose: oneOf(["mine", "nobody"], query.get("whose")),
    late: oneOf(["yes"], query.get("late")),
    job: oneOf(Object.keys(deskJobs) as DeskJob[], query.get("job")),
    tag: /^tag_\w{1,40}$/.exec(query.get("tag") ?? "")?.[0] ?? null,
    q: readSearch(query.get("q")),
    show: oneOf(["automatic", "dismissed"], query.get("show")),
  };
}

type Standing = Pick<typeof requests.$inferSelect, "open" | "turn" | "snoozedUntil">;

/** The queue that a request is in. */
export const queueOf = ({ open, turn, snoozedUntil }: Standing): RequestQueue =>
  !open ? "closed" : snoozedUntil !== null ? "snoozed" : turn === "staff" ? "needs-answer" : "waiting";

// Open is said as an index says it that has only these.
const isTurnOf = (side: Side) =>
  sql`${requests.open} = 1 and ${requests.turn} = ${side} and ${requests.snoozedUntil} is null`;

/** Whether an answer is about to go: not where it could not be sent and is tried again. */
export const isAboutToGo = sql`${leavingAnswers.stopped} is null
  and ${leavingAnswers.leavesAt} <= ${leavingAnswers.createdAt} + ${sql.raw(String(undoMs))}`;

/** Whether an answer is about to go to a request. */
export const isLeaving: SQL<number> = sql`${requests.id} in (select ${leavingAnswers.requestId} from ${leavingAnswers}
  where ${isAboutToGo})`;

/** The requests of each queue; of "needs-answer" those too that an answer is about to go to, which are in none. */
export const withLeaving: Record<RequestQueue, SQL> = {
  "needs-answer": isTurnOf("staff"),
  waiting: isTurnOf("customer"),
  snoozed: isNotNull(requests.snoozedUntil),
  closed: eq(requests.open, false),
};

const inQueue: Record<RequestQueue, SQL | undefined> = {
  ...withLeaving,
  "needs-answer": and(withLeaving["needs-answer"], not(isLeaving)),
};

/** Whether an answer was promised by now. */
const isLateBy = (staff: Staff, now: number) =>
  and(inQueue["needs-answer"], lte(requests.waitingSince, lateIfAskedBy(findAnswerTimes(staff), now)));

export type RequestFilter = Omit<DeskFilter, "queue" | "show"> & { queue: RequestQueue };

function hasTag({ db }: Staff, tagId: string): SQL {
  const isTheirs = and(eq(requestTags.tagId, tagId), eq(requestTags.requestId, requests.id));
  return exists(
    db
      .select({ one: sql`1` })
      .from(requestTags)
      .where(isTheirs),
  );
}

/** The requests of a queue that a filter lets through. */
export function inFilter(staff: Staff, filter: RequestFilter, now: number): SQL | undefined {
  const { queue, whose, late, job, tag, q } = filter;
  const kind = job && deskJobs[job];
  const isOne = and(
    inQueue[queue],
    whose === "mine" ? eq(requests.assignedTo, staff.email) : undefined,
    whose === "nobody" ? isNull(requests.assignedTo) : undefined,
    late ? isLateBy(staff, now) : undefined,
    job === null ? undefined : kind === null ? isNull(requests.aboutKind) : eq(requests.aboutKind, kind!),
    tag === null ? undefined : hasTag(staff, tag),
  );
  return q === null ? isOne : isFound(staff, q, isOne);
}
