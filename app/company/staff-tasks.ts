import { and, asc, eq, inArray, isNull, lte, notInArray, sql } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { prepared } from "#db/prepared.ts";
import { staffTasks } from "#db/schema/organizations.ts";
import { transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "./audit-log.ts";

/** What settles itself once all is well again: nothing to decide, and nobody can tick it off. */
const faults = ["stripe-right-missing", "stripe-refuses-key", "stripe-portal-refused", "stripe-object-stuck"];

/** Leaves something for the company's people to decide; one that is open already only gets the newer detail. */
export function addStaffTask({ db }: { db: Db }, kind: string, subject: string, detail: string, now: number) {
  const open = and(eq(staffTasks.kind, kind), eq(staffTasks.subject, subject), isNull(staffTasks.doneAt));
  const { changes } = db.update(staffTasks).set({ detail }).where(open).run();
  if (!changes) db.insert(staffTasks).values({ kind, subject, detail, createdAt: now }).run();
}

const closing = prepared((db) => {
  const [kind, subject, before] = (["kind", "subject", "before"] as const).map((name) => sql.placeholder(name));
  const isOpen = and(eq(staffTasks.kind, kind!), eq(staffTasks.subject, subject!), isNull(staffTasks.doneAt));
  return db
    .update(staffTasks)
    .set({ doneAt: sql`${sql.placeholder("now")}` })
    .where(and(isOpen, lte(staffTasks.createdAt, before!)))
    .prepare();
});

/** The matter has settled itself, where it was left by `before`; all are epoch milliseconds. */
export function closeStaffTask({ db }: { db: Db }, kind: string, subject: string, now: number, before = now) {
  closing(db).run({ kind, subject, now, before });
}

/** Leaves something that was not left before, ticked off or not, since it was last over (`endStaffTask`). */
export function addStaffTaskOnce({ db }: { db: Db }, kind: string, subject: string, detail: string, now: number) {
  const isThis = and(eq(staffTasks.kind, kind), eq(staffTasks.subject, subject));
  if (!db.select({ id: staffTasks.id }).from(staffTasks).where(isThis).get())
    db.insert(staffTasks).values({ kind, subject, detail, createdAt: now }).run();
}

/** The matter is over by itself, ticked off or not: should it come again, it is new. */
export function endStaffTask({ db }: { db: Db }, kind: string, subject: string) {
  db.delete(staffTasks)
    .where(and(eq(staffTasks.kind, kind), eq(staffTasks.subject, subject)))
    .run();
}

/** What matters of a kind are about, also those that were ticked off. */
export const listSubjects = ({ db }: { db: Db }, kind: string): string[] =>
  db
    .selectDistinct({ subject: staffTasks.subject })
    .from(staffTasks)
    .where(eq(staffTasks.kind, kind))
    .all()
    .map(({ subject }) => subject);

/** All matters of a kind about something are settled, with whatever else their subjects name after it. */
export function closeStaffTasksAbout({ db }: { db: Db }, kind: string, about: string, now: number) {
  const isAbout = sql`instr(${staffTasks.subject}, ${`${about} `}) = 1`;
  db.update(staffTasks)
    .set({ doneAt: now })
    .where(and(eq(staffTasks.kind, kind), isAbout, isNull(staffTasks.doneAt)))
    .run();
}

type Listed = { of: "decisions" | "faults"; limit?: number };

/** What only a person can decide, or what is not well, oldest first. */
export function listStaffTasks({ db }: Staff, { of, limit = 50 }: Listed) {
  const { id, kind, subject, detail, createdAt, doneAt } = staffTasks;
  return db
    .select({ id, kind, subject, detail, createdAt })
    .from(staffTasks)
    .where(and(isNull(doneAt), of === "faults" ? inArray(kind, faults) : notInArray(kind, faults)))
    .orderBy(asc(createdAt))
    .limit(limit)
    .all();
}

/** Somebody of the staff has seen to a decision; written down. Gives it, or null where there is none that is open. */
export const tickOff = (staff: Staff, id: number, now: number) =>
  transact(staff, () => {
    const isOpen = and(eq(staffTasks.id, id), isNull(staffTasks.doneAt), notInArray(staffTasks.kind, faults));
    const task = staff.db.select().from(staffTasks).where(isOpen).get();
    if (!task) return null;
    staff.db.update(staffTasks).set({ doneAt: now }).where(isOpen).run();
    writeDown(staff, { action: "task.done", subject: task.detail }, now);
    return task;
  });
