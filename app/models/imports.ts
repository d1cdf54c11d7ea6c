import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { enqueue } from "#db/jobs.ts";
import { importLines, imports, lineEffects } from "#db/schema/imports.ts";
import { transact, type Staff, type System } from "#db/tenant.ts";
import { writeDown } from "./audit-log.ts";

export const linesPerPage = 50;
const mostShown = 50;

export type Import = typeof imports.$inferSelect;
export type Effect = (typeof lineEffects)[number];

/** The newest imports first, at most fifty. */
export const listImports = ({ db }: Staff) =>
  db.select().from(imports).orderBy(desc(imports.createdAt), desc(imports.id)).limit(mostShown).all();

export const findImport = ({ db }: Staff | System, id: string): Import | null =>
  db.select().from(imports).where(eq(imports.id, id)).get() ?? null;

export const readEffect = (asked: string | null): Effect | null => lineEffects.find((one) => one === asked) ?? null;

/** A page of an import's lines in the file's order, those of one effect where it is given; `next` is the cursor of the next page. */
export function listLines({ db }: Staff, importId: string, effect: Effect | null, after: string | null) {
  const last = /^\d{1,9}$/.test(after ?? "") ? Number(after) : 0;
  const isAsked = effect === null ? undefined : eq(importLines.effect, effect);
  const rows = db
    .select()
    .from(importLines)
    .where(and(eq(importLines.importId, importId), isAsked, gt(importLines.line, last)))
    .orderBy(asc(importLines.line))
    .limit(linesPerPage + 1)
    .all();
  const lines = rows.slice(0, linesPerPage);
  return { lines, next: rows.length > linesPerPage ? String(lines.at(-1)!.line) : null, isFirst: last === 0 };
}

/** How many lines do what, counted anew: some turn out otherwise than they were looked through. */
export function countLines({ db }: System, importId: string) {
  const rows = db
    .select({ effect: importLines.effect, count: sql<number>`count(*)` })
    .from(importLines)
    .where(eq(importLines.importId, importId))
    .groupBy(importLines.effect)
    .all();
  const of = (effect: Effect) => rows.find((row) => row.effect === effect)?.count ?? 0;
  return { making: of("make"), changing: of("change"), unchanged: of("same"), refused: of("refuse") };
}

/** How many of the orders that it made or changed could not be put back, as they were changed since. */
export const countKept = ({ db }: Staff, importId: string): number =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(importLines)
    .where(and(eq(importLines.importId, importId), sql`kept is not null`))
    .get()!.count;

/** Whether something is being done with it at this moment. */
export const isMoving = ({ state }: Pick<Import, "state">) => ["reading", "importing", "undoing"].includes(state);

/** Notes down a file that was brought, and has it looked through. `now` is epoch milliseconds. */
export function beginImport(staff: Staff, { id, fileName }: { id: string; fileName: string }, now: number) {
  transact(staff, () => {
    staff.db.insert(imports).values({ id, fileName, state: "reading", createdBy: staff.email, createdAt: now }).run();
    writeDown(staff, { action: "import.brought", subject: fileName }, now);
    enqueue(staff, "import.read", { id }, { now });
  });
}

/** Has the lines imported that may be; false where the import is not at that point. `now` is epoch milliseconds. */
export function confirmImport(staff: Staff, id: string, now: number): boolean {
  return transact(staff, () => {
    const found = findImport(staff, id);
    if (found?.state !== "checked" || found.making + found.changing === 0) return false;
    staff.db.update(imports).set({ state: "importing", confirmedAt: now }).where(eq(imports.id, id)).run();
    writeDown(staff, { action: "import.confirmed", subject: found.fileName }, now);
    enqueue(staff, "import.apply", { id }, { now });
    return true;
  });
}

/** Has all of an import taken back; false where it is not done. `now` is epoch milliseconds. */
export function undoImport(staff: Staff, id: string, now: number): boolean {
  return transact(staff, () => {
    const found = findImport(staff, id);
    if (found?.state !== "done") return false;
    const undoing = { state: "undoing", undoneBy: staff.email, undoneAt: now, done: 0 } as const;
    staff.db.update(imports).set(undoing).where(eq(imports.id, id)).run();
    writeDown(staff, { action: "import.undone", subject: found.fileName }, now);
    enqueue(staff, "import.undo", { id }, { now });
    return true;
  });
}
