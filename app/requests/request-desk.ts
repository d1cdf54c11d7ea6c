import { and, asc, desc, eq, exists, gte, inArray, isNull, lte, sql, type SQL } from "drizzle-orm";
import { cursorOf, cutPage, isAfter, moment, rowId } from "#db/cursor.ts";
import { preparedFor } from "#db/prepared.ts";
import { lostStates, outbox } from "#db/schema/mail.ts";
import { organizations } from "#db/schema/organizations.ts";
import { messages, requests } from "#db/schema/requests.ts";
import type { Staff, System } from "#db/tenant.ts";
import { findAnswerTimes, lateIfAskedBy, promiseOf } from "./answer-times.ts";
import { countHeld, type HeldKind } from "./held-lists.ts";
import { subjectOf } from "./requests-write.ts";

export const deskRequestsPerPage = 30;
/** So many characters of a request's first message are looked at. */
const maxWordsLength = 400;

export const queues = ["needs-answer", "waiting", "held", "closed"] as const;
export type Queue = (typeof queues)[number];
/** A queue of requests; what is held are mails. */
export type RequestQueue = Exclude<Queue, "held">;
/** `whose` asks among requests, `show` among held mails. */
export type DeskFilter = { queue: Queue; whose: "mine" | "nobody" | null; show: Exclude<HeldKind, "held"> | null };

/** What a URL's query asks for; what makes no sense counts as not asked. */
export function readDeskFilter(query: { get(name: string): string | null }): DeskFilter {
  return {
    queue: queues.find((queue) => queue === query.get("queue")) ?? "needs-answer",
    whose: (["mine", "nobody"] as const).find((whose) => whose === query.get("whose")) ?? null,
    show: (["automatic", "dismissed"] as const).find((show) => show === query.get("show")) ?? null,
  };
}

/** The queue that a request is in. */
export const queueOf = ({ open, turn }: Pick<typeof requests.$inferSelect, "open" | "turn">): RequestQueue =>
  !open ? "closed" : turn === "staff" ? "needs-answer" : "waiting";

const inQueue: Record<RequestQueue, SQL | undefined> = {
  "needs-answer": and(eq(requests.open, true), eq(requests.turn, "staff")),
  waiting: and(eq(requests.open, true), eq(requests.turn, "customer")),
  closed: eq(requests.open, false),
};

const cursor = cursorOf({ at: moment, id: rowId("req_") }, ".");

function after(queue: RequestQueue, place: ReturnType<typeof cursor.read>) {
  if (!place) return undefined;
  const id = [requests.id, place.id] as const;
  if (queue === "closed") return isAfter("desc", [requests.newestAt, place.at], id);
  return isAfter("asc", [requests.waitingSince, place.at], id);
}

function select({ db }: Staff) {
  const answer = db
    .select({ one: sql`1` })
    .from(messages)
    .where(and(eq(messages.requestId, requests.id), eq(messages.side, "staff"), eq(messages.kind, "message")));
  const returned = db
    .select({ one: sql`1` })
    .from(outbox)
    .where(
      and(
        eq(outbox.requestId, requests.id),
        gte(outbox.createdAt, requests.waitingSince),
        inArray(outbox.state, [...lostStates]),
      ),
    );
  const words = db
    .select({ text: sql`substr(${messages.text}, 1, ${maxWordsLength})` })
    .from(messages)
    .where(eq(messages.requestId, requests.id))
    .orderBy(asc(messages.position))
    .limit(1);
  return db
    .select({
      id: requests.id,
      number: requests.number,
      subject: requests.subject,
      words: sql<string>`(${words})`,
      email: requests.email,
      name: requests.name,
      verified: requests.verified,
      open: requests.open,
      turn: requests.turn,
      waitingSince: requests.waitingSince,
      newestAt: requests.newestAt,
      assignedTo: requests.assignedTo,
      orgName: organizations.name,
      answered: sql<boolean>`${exists(answer)}`.mapWith(Boolean),
      /** Whether a mail of what the customer is to answer did not reach somebody. */
      unreached: sql<boolean>`${eq(requests.turn, "customer")} and ${exists(returned)}`.mapWith(Boolean),
    })
    .from(requests)
    .leftJoin(organizations, eq(organizations.id, requests.orgId))
    .$dynamic();
}

type ListOptions = { whose?: DeskFilter["whose"]; after?: string | null; limit?: number };

/**
 * A page of a queue, whoever's: who waits longest first, of closed ones the newest; each with what its customer was
 * promised; with the cursor of the next page or null, and whether it is the first. Times are epoch milliseconds.
 */
export function listQueue(
  staff: Staff,
  queue: RequestQueue,
  now: number,
  { whose = null, after: cursorText = null, limit = deskRequestsPerPage }: ListOptions = {},
) {
  const place = cursor.read(cursorText);
  const order =
    queue === "closed" ? [desc(requests.newestAt), desc(requests.id)] : [asc(requests.waitingSince), asc(requests.id)];
  const assigned = { mine: eq(requests.assignedTo, staff.email), nobody: isNull(requests.assignedTo) };
  const rows = select(staff)
    .where(and(inQueue[queue], whose ? assigned[whose] : undefined, after(queue, place)))
    .orderBy(...order)
    .limit(limit + 1)
    .all();
  const times = findAnswerTimes(staff);
  const { page, next } = cutPage(rows, limit, ({ id, newestAt, waitingSince }) =>
    cursor.write({ id, at: queue === "closed" ? newestAt : waitingSince! }),
  );
  const shown = page.map(({ words, ...row }) => ({
    ...row,
    promised: promiseOf(times, row, now),
    /** How it begins, where its subject does not say that. */
    words: subjectOf(words) === row.subject ? null : subjectOf(words),
  }));
  return { requests: shown, next, isFirst: !place };
}

export type DeskRow = ReturnType<typeof listQueue>["requests"][number];

const counting = preparedFor(({ db }: Staff | System, _values: object, queue: RequestQueue) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(requests)
    .where(inQueue[queue]),
);

/** How many requests are in a queue. */
export const countQueue = (from: Staff | System, queue: RequestQueue): number => counting(from, {}, queue).get()!.count;

/** How much waits for somebody: in each queue that is open. */
export const countQueues = (staff: Staff) => ({
  "needs-answer": countQueue(staff, "needs-answer"),
  waiting: countQueue(staff, "waiting"),
  held: countHeld(staff),
});

/** How many requests wait for an answer that was promised by now. */
function countLate(staff: Staff, now: number): number {
  const { waitingSince } = requests;
  return staff.db
    .select({ count: sql<number>`count(*)` })
    .from(requests)
    .where(and(inQueue["needs-answer"], lte(waitingSince, lateIfAskedBy(findAnswerTimes(staff), now))))
    .get()!.count;
}

/** How much waits for the staff: requests that need an answer, those of them that are late, held mails, and what programs sent. */
export const countWaitingRequests = (staff: Staff, now: number) => ({
  answers: countQueue(staff, "needs-answer"),
  late: countLate(staff, now),
  held: countHeld(staff),
  automatic: countHeld(staff, "automatic"),
});

export type WaitingCounts = ReturnType<typeof countWaitingRequests>;
