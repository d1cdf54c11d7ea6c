import { and, eq, isNull, sql } from "drizzle-orm";
import { staffTasks } from "#db/schema/organizations.ts";
import type { Db } from "#db/connection.ts";

/** Leaves something for the company's people to decide; one that is open already only gets the newer detail. */
export function addStaffTask({ db }: { db: Db }, kind: string, subject: string, detail: string, now: number) {
  const open = and(eq(staffTasks.kind, kind), eq(staffTasks.subject, subject), isNull(staffTasks.doneAt));
  const { changes } = db.update(staffTasks).set({ detail }).where(open).run();
  if (!changes) db.insert(staffTasks).values({ kind, subject, detail, createdAt: now }).run();
}

/** The matter has settled itself. */
export function closeStaffTask({ db }: { db: Db }, kind: string, subject: string, now: number) {
  db.update(staffTasks)
    .set({ doneAt: now })
    .where(and(eq(staffTasks.kind, kind), eq(staffTasks.subject, subject), isNull(staffTasks.doneAt)))
    .run();
}

/** All matters of a kind about something are settled, with whatever else their subjects name after it. */
export function closeStaffTasksAbout({ db }: { db: Db }, kind: string, about: string, now: number) {
  const isAbout = sql`instr(${staffTasks.subject}, ${`${about} `}) = 1`;
  db.update(staffTasks)
    .set({ doneAt: now })
    .where(and(eq(staffTasks.kind, kind), isAbout, isNull(staffTasks.doneAt)))
    .run();
}
