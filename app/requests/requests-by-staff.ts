import { and, eq, gt, isNull, ne } from "drizzle-orm";
import { leavingAnswers } from "#db/schema/desk.ts";
import { messages, type AboutKind, type RequestJob } from "#db/schema/requests.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { findAnyRequest, type AnyRequest } from "./desk-thread.ts";
import { giveWaiting } from "./message-files.ts";
import { jobOnceLinked } from "./request-job.ts";
import { keeperBy } from "./request-keeper.ts";
import type { Desk } from "./request-news.ts";
import { change, closeRequest, reopenRequest, addMessage, writeNote, type Author } from "./requests-write.ts";

/** Somebody of the company, by the name they write under. */
export type Clerk = { staff: Staff; name: string | null };

const authorOf = ({ staff, name }: Clerk): Author => ({ side: "staff", personId: null, email: staff.email, name });

export type Answer = {
  text: string;
  /** Closes the request with it. */
  closing: boolean;
  /** The place of the last message that its author had before them. */
  seen: number;
  /** Whose request it was on their page: null is nobody's. */
  orgId: string | null;
  /** The key under which its files wait. */
  draft?: string | null;
};

/** Acts on a request as it is then, in one transaction; nothing is done where it is gone. */
function acting<T>(staff: Staff, id: string, act: (request: AnyRequest) => T): T | null {
  return transact(staff, () => {
    const request = findAnyRequest(staff, id);
    return request && act(request);
  });
}

/**
 * Puts an answer into the thread. `overtaken`, and nothing is done, where somebody else has written since
 * what its author saw; `givenSince` where it has become a customer's since, whom its author did not mean to tell. `now` is
 * epoch milliseconds.
 */
export function answerRequest(clerk: Clerk, id: string, answer: Answer, desk: Desk, now: number) {
  const { staff } = clerk;
  return acting(staff, id, (request) => {
    const why = whyNot(staff, request, answer);
    if (why) return why;
    const author = authorOf(clerk);
    if (answer.draft) giveWaiting(staff, { draft: answer.draft }, request.orgId);
    const keeper = keeperBy(staff, request, answer.closing ? "request.answered-and-closed" : "request.answered", now);
    addMessage(keeper, request, author, { text: answer.text, via: "portal", draft: answer.draft }, desk, now);
    if (answer.closing) closeRequest(keeper, { ...request, open: true }, author, now, { quietly: true });
    return "done" as const;
  });
}

const whyNot = (staff: Staff, { id, orgId }: AnyRequest, answer: Pick<Answer, "orgId" | "seen">) =>
  orgId !== answer.orgId ? "givenSince" : hasNewer(staff, id, answer.seen) ? "overtaken" : null;

/** Why an answer could not be given now, as `answerRequest` says it; null where it could. */
export const whyNotAnswer = (staff: Staff, id: string, answer: Pick<Answer, "orgId" | "seen">) =>
  acting(staff, id, (request) => whyNot(staff, request, answer));

/** Puts a note into the thread, whatever came before it. */
export function noteOn(clerk: Clerk, id: string, note: Pick<Answer, "text" | "draft">, now: number) {
  acting(clerk.staff, id, (request) => {
    if (note.draft) giveWaiting(clerk.staff, { draft: note.draft }, request.orgId);
    writeNote(keeperBy(clerk.staff, request, "request.noted", now), request, authorOf(clerk), note, now);
  });
}

const hasNewer = ({ db, email }: Staff, requestId: string, position: number) =>
  db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.requestId, requestId), gt(messages.position, position), ne(messages.email, email)))
    .get() !== undefined;

/** Whether an answer of one's own is about to go, which then closes the request as well. */
const closeAsItLeaves = ({ db, email }: Staff, requestId: string) =>
  db
    .update(leavingAnswers)
    .set({ closing: true })
    .where(
      and(eq(leavingAnswers.requestId, requestId), eq(leavingAnswers.email, email), isNull(leavingAnswers.stopped)),
    )
    .run().changes > 0;

function sortAs({ staff }: Clerk, request: AnyRequest, job: RequestJob, now: number) {
  if (job !== request.job) change(keeperBy(staff, request, "request.sorted", now), request, { job });
}

/** Says what a request counts as in the figures. */
export const sortRequest = (clerk: Clerk, id: string, job: RequestJob, now: number) =>
  acting(clerk.staff, id, (request) => sortAs(clerk, request, job, now));

type Turn = { open: boolean; seen: number; job?: RequestJob | null };

/**
 * Closes a request without a word, or opens it again; `job` is what it counts as from then on, where that was chosen.
 * `overtaken`, and nothing is done, where somebody else has written since what they saw.
 */
export function setOpen(clerk: Clerk, id: string, { open, seen, job = null }: Turn, desk: Desk, now: number) {
  return acting(clerk.staff, id, (request) => {
    if (request.open !== open && hasNewer(clerk.staff, id, seen)) return "overtaken" as const;
    if (job !== null) sortAs(clerk, request, job, now);
    if (request.open === open) return "done" as const;
    // It would open again what was closed before it.
    if (!open && closeAsItLeaves(clerk.staff, id)) return "done" as const;
    const keeper = keeperBy(clerk.staff, request, open ? "request.reopened" : "request.closed", now);
    if (open) reopenRequest(keeper, request, authorOf(clerk), desk, now);
    else closeRequest(keeper, request, authorOf(clerk), now);
    return "done" as const;
  });
}

/** Gives a request to somebody of the staff, who is mailed from then on what is said in it; null is nobody in particular. */
export function assignRequest({ staff }: Clerk, id: string, to: string | null, now: number) {
  acting(staff, id, (request) => {
    if (request.assignedTo === to) return;
    change(keeperBy(staff, request, "request.assigned", now), request, { assignedTo: to });
  });
}

/** Says what a request is about: who may read it follows from that. Null is nothing in particular. */
export function linkRequest({ staff }: Clerk, id: string, about: { kind: AboutKind; id: string } | null, now: number) {
  acting(staff, id, (request) => {
    const { kind: aboutKind = null, id: aboutId = null } = about ?? {};
    if (request.aboutKind === aboutKind && request.aboutId === aboutId) return;
    change(keeperBy(staff, request, "request.linked", now), request, {
      aboutKind,
      aboutId,
      job: jobOnceLinked(request, aboutKind),
    });
  });
}
