import { and, asc, desc, eq, exists, gte, inArray, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { cursorOf, cutPage, isAfter, moment, rowId } from "#db/cursor.ts";
import { lostStates, outbox } from "#db/schema/mail.ts";
import { organizations } from "#db/schema/organizations.ts";
import { messages, requests } from "#db/schema/requests.ts";
import type { Staff } from "#db/tenant.ts";
import { findAnswerTimes, promiseOf } from "./answer-times.ts";
import { inFilter, isLeaving, type RequestFilter, type RequestQueue } from "./desk-filter.ts";
import type { AnyRequest } from "./desk-thread.ts";
import { readersOf } from "./request-reading.ts";
import { subjectOf } from "./requests-write.ts";
import { tagsOf } from "./tags.ts";

export const deskRequestsPerPage = 30;
/** So many characters of a request's first message are looked at. */
const maxWordsLength = 400;

const cursor = cursorOf({ at: moment, id: rowId("req_") }, ".");

/** What a queue is sorted by, and which way: who waits longest comes first, of closed ones the newest. */
const orders = {
  "needs-answer": ["asc", requests.waitingSince],
  waiting: ["asc", requests.waitingSince],
  snoozed: ["asc", requests.snoozedUntil],
  closed: ["desc", requests.newestAt],
} as const satisfies Record<RequestQueue, readonly ["asc" | "desc", SQLiteColumn]>;

const opposite = { asc: "desc", desc: "asc" } as const;
const sorted = { asc, desc } as const;

type Place = { at: number; id: string };
type Sorted = Pick<AnyRequest, "id" | "waitingSince" | "newestAt" | "snoozedUntil">;

/** Where a request stands in a queue. */
const placeOf = (queue: RequestQueue, { id, waitingSince, newestAt, snoozedUntil }: Sorted): Place => ({
  id,
  at: queue === "closed" ? newestAt : queue === "snoozed" ? (snoozedUntil ?? 0) : waitingSince,
});

function inOrder(queue: RequestQueue, place: Place | null, way: "on" | "back" = "on") {
  const [usual, column] = orders[queue];
  const direction = way === "on" ? usual : opposite[usual];
  const sort = sorted[direction];
  return {
    after: place ? isAfter(direction, [column, place.at], [requests.id, place.id]) : undefined,
    order: [sort(column), sort(requests.id)],
  };
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
      snoozedUntil: requests.snoozedUntil,
      assignedTo: requests.assignedTo,
      orgName: organizations.name,
      answered: sql<boolean>`${exists(answer)}`.mapWith(Boolean),
      leaving: isLeaving.mapWith(Boolean),
      /** Whether a mail of what the customer is to answer did not reach somebody. */
      unreached: sql<boolean>`${eq(requests.turn, "customer")} and ${exists(returned)}`.mapWith(Boolean),
    })
    .from(requests)
    .leftJoin(organizations, eq(organizations.id, requests.orgId))
    .$dynamic();
}

type ListOptions = { after?: string | null; limit?: number };

/**
 * A page of what a filter lets through, whoever's, in its queue's order; each with what its customer was promised; with
 * the cursor of the next page or null, and whether it is the first. Times are epoch milliseconds.
 */
export function listQueue(
  staff: Staff,
  filter: RequestFilter,
  now: number,
  { after: cursorText = null, limit = deskRequestsPerPage }: ListOptions = {},
) {
  const { queue } = filter;
  const place = cursor.read(cursorText);
  const { after, order } = inOrder(queue, place);
  const rows = select(staff)
    .where(and(inFilter(staff, filter, now), after))
    .orderBy(...order)
    .limit(limit + 1)
    .all();
  const times = findAnswerTimes(staff);
  const { page, next } = cutPage(rows, limit, (row) => cursor.write(placeOf(queue, row)));
  const ids = page.map(({ id }) => id);
  const [tags, readers] = [tagsOf(staff, ids), readersOf(staff, ids, now)];
  const shown = page.map(({ words, ...row }) => ({
    ...row,
    tags: tags.get(row.id) ?? [],
    /** Which colleagues have it open. */
    readers: readers.get(row.id) ?? [],
    promised: row.leaving ? null : promiseOf(times, row, now),
    /** How it begins, where its subject does not say that. */
    words: subjectOf(words) === row.subject ? null : subjectOf(words),
  }));
  return { requests: shown, next, isFirst: !place };
}

export type DeskRow = ReturnType<typeof listQueue>["requests"][number];

/** The ids of the requests before and after one in what a filter lets through; null where there is none. */
export function findNeighbours(staff: Staff, filter: RequestFilter, request: AnyRequest, now: number) {
  const { queue } = filter;
  const lets = inFilter(staff, filter, now);
  const find = (way: "on" | "back"): string | null => {
    const { after, order } = inOrder(queue, placeOf(queue, request), way);
    const row = staff.db
      .select({ id: requests.id })
      .from(requests)
      .where(and(lets, after))
      .orderBy(...order)
      .limit(1)
      .get();
    return row?.id ?? null;
  };
  return { previous: find("back"), next: find("on") };
}
