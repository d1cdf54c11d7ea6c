import type { Staff } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { findAnswerTimes, promiseOf } from "./answer-times.ts";
import { findCustomerFacts } from "./customer-facts.ts";
import { findThread, type AnyRequest } from "./desk-thread.ts";
import { listHeldFor } from "./held-lists.ts";
import { findPersonByAddress } from "../people/people.ts";
import { listQueue, queueOf } from "./request-desk.ts";
import { findAboutOf } from "./request-link.ts";
import { listAlsoReading } from "./request-reading.ts";
import { listReplies } from "./saved-replies.ts";
import { listColleagues } from "../company/staff-people.ts";

const besideShown = 8;

type Asked = { get(name: string): string | null };

/** What the staff's page of a request shows: the thread, who else reads it, the customer, and the queue beside it. */
export function findDeskPage(staff: Staff, request: AnyRequest, query: Asked, config: Config, now: number) {
  return {
    now,
    me: staff.email,
    request,
    thread: findThread(staff, request, { all: query.get("messages") === "all" }),
    promised: promiseOf(findAnswerTimes(staff), request, now),
    about: findAboutOf(staff, request),
    held: listHeldFor(staff, request.id),
    facts: findCustomerFacts(staff, request, config, now),
    isKnown: findPersonByAddress(staff, request.email) !== null,
    beside: listQueue(staff, queueOf(request), now, { limit: besideShown }).requests,
    colleagues: listColleagues(staff, config),
    reading: listAlsoReading(staff, request.id, now),
    replies: listReplies(staff),
  };
}

export type DeskPage = ReturnType<typeof findDeskPage>;
