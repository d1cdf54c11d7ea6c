import { and, asc, eq, isNotNull, isNull, lte, ne, or, sql } from "drizzle-orm";
import { newId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import { leavingAnswers } from "#db/schema/desk.ts";
import { requests } from "#db/schema/requests.ts";
import { transact, type Staff, type System } from "#db/tenant.ts";
import { undoMs } from "../jobs/undo.ts";
import { listWaiting, named } from "./message-files.ts";
import type { Desk } from "./request-news.ts";
import { answerRequest, whyNotAnswer, type Answer, type Clerk } from "./requests-by-staff.ts";

type Leaving = Answer & { /** The hidden key of its form. */ formKey: string };

/**
 * Lets an answer go out in ten seconds: until then nobody but the staff knows of it. Says why not as `answerRequest`
 * does; `overtaken` also where another's answer is about to go. `now` is epoch milliseconds.
 */
export function leaveAnswer(clerk: Clerk, requestId: string, answer: Leaving, now: number) {
  const { staff, name } = clerk;
  const { db, email } = staff;
  return transact(staff, () => {
    const why = whyNotAnswer(staff, requestId, answer);
    if (why) return why;
    const isHere = eq(leavingAnswers.requestId, requestId);
    const another = and(isHere, isNull(leavingAnswers.stopped), ne(leavingAnswers.email, email));
    if (db.select({ id: leavingAnswers.id }).from(leavingAnswers).where(another).get()) return "overtaken" as const;
    // One sent again from the same form, by way of Back, is the same answer in other words.
    const isOver = or(isNotNull(leavingAnswers.stopped), eq(leavingAnswers.formKey, answer.formKey));
    db.delete(leavingAnswers)
      .where(and(isHere, eq(leavingAnswers.email, email), isOver))
      .run();
    const { orgId: customer, ...said } = answer;
    const values = {
      ...said,
      id: newId("ans"),
      requestId,
      email,
      name,
      customer,
      leavesAt: now + undoMs,
      createdAt: now,
    };
    db.insert(leavingAnswers).values(values).run();
    return "done" as const;
  });
}

/** Takes one's own answer back. False where it has left, or is none. */
export function takeAnswerBack({ db, email }: Staff, id: string): boolean {
  const isOwn = and(eq(leavingAnswers.id, id), eq(leavingAnswers.email, email), isNull(leavingAnswers.stopped));
  return db.update(leavingAnswers).set({ stopped: "undone" }).where(isOwn).run().changes === 1;
}

/** Throws one's own answer away that did not go. Gives the key under which its files wait, or null. */
export function discardStopped({ db, email }: Staff, id: string): string | null {
  const isOwn = and(eq(leavingAnswers.id, id), eq(leavingAnswers.email, email), isNotNull(leavingAnswers.stopped));
  return db.delete(leavingAnswers).where(isOwn).returning({ draft: leavingAnswers.draft }).get()?.draft ?? null;
}

/**
 * What is about to go, whoever's, and of one's own what could not: of all requests where none is named; else of that one,
 * and of others only one's own.
 */
export function listLeaving({ db, email }: Staff, requestId: string | null) {
  const { id, requestId: at, text, name, email: author, stopped, closing, createdAt, leavesAt } = leavingAnswers;
  const isOwn = and(eq(author, email), or(isNull(stopped), ne(stopped, "undone")));
  const isHere = and(requestId === null ? undefined : eq(at, requestId), isNull(stopped));
  return db
    .select({
      id,
      requestId: at,
      text,
      name,
      email: author,
      stopped,
      closing,
      createdAt,
      leavesAt,
      number: requests.number,
    })
    .from(leavingAnswers)
    .innerJoin(requests, eq(requests.id, at))
    .where(or(isOwn, isHere))
    .orderBy(asc(leavingAnswers.createdAt))
    .all()
    .map(({ createdAt, leavesAt, ...row }) => ({
      ...row,
      isOwn: row.email === email,
      /** It could not be sent, and is tried again. */
      isHeldUp: row.stopped === null && leavesAt > createdAt + undoMs,
    }));
}

export type LeavingAnswer = ReturnType<typeof listLeaving>[number];

/** One's own answer that was taken back or could not go: its words and files are to be sent again, or not. */
export function findStopped(staff: Staff, requestId: string) {
  const isOwn = and(eq(leavingAnswers.requestId, requestId), eq(leavingAnswers.email, staff.email));
  const row = staff.db
    .select()
    .from(leavingAnswers)
    .where(and(isOwn, isNotNull(leavingAnswers.stopped)))
    .get();
  if (!row) return null;
  const { id, text, formKey: key, draft } = row;
  return { id, text, key, kept: draft ? listWaiting(staff, { draft }).map(named) : [], isTyped: false };
}

const due = preparedFor(({ db }: System, { now }: { now: number }) =>
  db
    .select({ id: leavingAnswers.id })
    .from(leavingAnswers)
    .where(and(lte(leavingAnswers.leavesAt, now), isNull(leavingAnswers.stopped)))
    .limit(20),
);

/** So long after a fault an answer is tried again, and for so long after it was written; in milliseconds. */
const [againMs, triedMs] = [60_000, 10 * 60_000];

/**
 * Sends the answers whose time has come, each as whoever wrote it; one that is overtaken by then stays, and is said to.
 * One that throws is tried again in a minute and keeps no other waiting; its author is told when that does not help
 * either. Gives how many came up; `now` is epoch milliseconds.
 */
export function sendLeaving(
  system: System,
  staffBy: (email: string) => Staff,
  { desk, onFault }: { desk: Desk; onFault: (answerId: string, error: unknown) => void },
  now: number,
): number {
  const ids = due(system, { now }).all();
  for (const { id } of ids)
    try {
      transact(system, () => send(system, staffBy, id, desk, now));
    } catch (error) {
      onFault(id, error);
      const isStill = and(eq(leavingAnswers.id, id), isNull(leavingAnswers.stopped));
      const stopped = sql<"failed" | null>`iif(${leavingAnswers.createdAt} <= ${now - triedMs}, 'failed', null)`;
      system.db
        .update(leavingAnswers)
        .set({ leavesAt: now + againMs, stopped })
        .where(isStill)
        .run();
    }
  return ids.length;
}

function send(system: System, staffBy: (email: string) => Staff, id: string, desk: Desk, now: number) {
  const isStill = and(eq(leavingAnswers.id, id), isNull(leavingAnswers.stopped));
  const row = system.db.select().from(leavingAnswers).where(isStill).get();
  if (!row) return;
  const { email, name, customer, ...answer } = row;
  const clerk = { staff: staffBy(email), name };
  const why = answerRequest(clerk, row.requestId, { ...answer, orgId: customer }, desk, now);
  if (why === "overtaken" || why === "givenSince")
    system.db.update(leavingAnswers).set({ stopped: why }).where(isStill).run();
  else system.db.delete(leavingAnswers).where(isStill).run();
}
