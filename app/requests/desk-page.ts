import type { Staff } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { findAnswerTimes, promiseOf } from "./answer-times.ts";
import { findCustomerFacts } from "./customer-facts.ts";
import { findThread, type AnyRequest } from "./desk-thread.ts";
import { listHeldFor } from "./held-lists.ts";
import { paths } from "../paths.ts";
import { findPersonByAddress } from "../people/people.ts";
import { queueOf, readDeskFilter, type DeskFilter, type RequestFilter } from "./desk-filter.ts";
import { findNeighbours, listQueue } from "./request-desk.ts";
import { findAboutOf } from "./request-link.ts";
import { listAlsoReading } from "./request-reading.ts";
import { snoozeDays } from "./snooze.ts";
import { listTags, tagsOf } from "./tags.ts";
import { findStopped, listLeaving } from "./leaving-answers.ts";
import { listReplies } from "./saved-replies.ts";
import { listColleagues } from "../company/staff-people.ts";

const besideShown = 20;

type Asked = { get(name: string): string | null };

const isOfRequests = (filter: DeskFilter): filter is DeskFilter & RequestFilter => filter.queue !== "held";

/** The queue that a thread was opened from, by its URL; else the one that the request is in. */
export function readThreadFilter(query: Asked, request: Pick<AnyRequest, "open" | "turn" | "snoozedUntil">) {
  const filter = readDeskFilter(query, queueOf(request));
  return isOfRequests(filter) ? filter : { ...filter, queue: queueOf(request) };
}

/** A thread's page as it was opened: with its queue where the URL names one. */
export const threadPlace = ({ id }: Pick<AnyRequest, "id">, filter: DeskFilter, query: Asked) =>
  paths.staffRequest(id, query.get("queue") === null ? {} : filter);

/** What the staff's page of a request shows: the thread, who else reads it, the customer, and the queue beside it. */
export function findDeskPage(staff: Staff, request: AnyRequest, query: Asked, config: Config, now: number) {
  const filter = readThreadFilter(query, request);
  const leaving = listLeaving(staff, request.id);
  /** The answer to it that is about to go. */
  const answer = leaving.find((one) => one.requestId === request.id && !one.stopped && !one.isHeldUp) ?? null;
  return {
    filter,
    here: threadPlace(request, filter, query),
    ...findNeighbours(staff, filter, request, now),
    now,
    me: staff.email,
    request,
    thread: findThread(staff, request, now, { all: query.get("messages") === "all" }),
    promised: answer ? null : promiseOf(findAnswerTimes(staff), request, now),
    about: findAboutOf(staff, request),
    held: listHeldFor(staff, request.id),
    facts: findCustomerFacts(staff, request, config, now),
    isKnown: findPersonByAddress(staff, request.email) !== null,
    beside: listQueue(staff, filter, now, { limit: besideShown }).requests,
    colleagues: listColleagues(staff, config),
    reading: listAlsoReading(staff, request.id, now),
    replies: listReplies(staff),
    leaving,
    answer,
    stopped: findStopped(staff, request.id),
    tags: listTags(staff),
    tagged: (tagsOf(staff, [request.id]).get(request.id) ?? []).map(({ id }) => id),
    days: snoozeDays(now),
  };
}

export type DeskPage = ReturnType<typeof findDeskPage>;
