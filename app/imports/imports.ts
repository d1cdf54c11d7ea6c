import { and, asc, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { cursorOf, cutPage, wholeNumber } from "#db/cursor.ts";
import {
  importLines,
  imports,
  lineEffects,
  type DateOrder,
  type ImportKind,
  type LineFault,
} from "#db/schema/imports.ts";
import { transact, type Staff, type System } from "#db/tenant.ts";
import { writeDown } from "../company/audit-log.ts";
import { readHeads } from "./import-heads.ts";
import { enqueueImport } from "./import-work.ts";

export const linesPerPage = 50;
const maxShown = 50;
const linesPerFetch = 500;

export type Import = typeof imports.$inferSelect;
export type Effect = (typeof lineEffects)[number];

/** The newest imports of a kind first, at most fifty. */
export const listImports = ({ db }: Staff, kind: ImportKind) =>
  db
    .select()
    .from(imports)
    .where(eq(imports.kind, kind))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(maxShown)
    .all();

export const findImport = ({ db }: Staff | System, id: string): Import | null =>
  db.select().from(imports).where(eq(imports.id, id)).get() ?? null;

export const lineChoices = [...lineEffects, "noticed"] as const;
/** The lines of an effect, or those with something to look at. */
export type LineChoice = (typeof lineChoices)[number];

export const readChoice = (asked: string | null): LineChoice | null => lineChoices.find((one) => one === asked) ?? null;

const cursor = cursorOf({ line: wholeNumber });

/** A page of an import's lines in the file's order, some of them where they are chosen; `next` is the cursor of the next page. */
export function listImportLines({ db }: Staff, of: Import, choice: LineChoice | null, after: string | null) {
  const last = cursor.read(after)?.line ?? 0;
  const isAsked = choice === "noticed" ? isNotNull(importLines.notices) : choice && eq(importLines.effect, choice);
  const rows = db
    .select()
    .from(importLines)
    .where(and(eq(importLines.importId, of.id), isAsked ?? undefined, gt(importLines.line, last)))
    .orderBy(asc(importLines.line))
    .limit(linesPerPage + 1)
    .all();
  const { page, next } = cutPage(rows, linesPerPage, cursor.write);
  const lines = page.map((line) => ({ ...line, values: line.values ?? writtenIn(of, line.cells) }));
  return { lines, next, isFirst: last === 0 };
}

/** What a line says as it is written, of which nothing was read because it is refused; null where the cells are gone. */
function writtenIn({ heads, kind }: Import, cells: string[] | null): Record<string, string> | null {
  const names = heads && readHeads(heads, kind);
  if (!cells || !Array.isArray(names)) return null;
  return Object.fromEntries(names.map((name, i) => [name, cells[i]?.trim() ?? ""]));
}

/** The refused lines of an import in the file's order, some hundred at a time. */
export function* refusedPages({ db }: Staff, importId: string) {
  const isRefused = and(eq(importLines.importId, importId), eq(importLines.effect, "refuse"));
  for (let last: number | undefined = 0; last !== undefined;) {
    const page: { line: number; cells: string[] | null; faults: LineFault[] | null }[] = db
      .select({ line: importLines.line, cells: importLines.cells, faults: importLines.faults })
      .from(importLines)
      .where(and(isRefused, gt(importLines.line, last)))
      .orderBy(asc(importLines.line))
      .limit(linesPerFetch)
      .all();
    last = page.at(-1)?.line;
    if (page.length) yield page;
  }
}

/** How many lines do what, counted anew: some turn out otherwise than they were looked through. */
export function countImportLines({ db }: System, importId: string) {
  const rows = db
    .select({ effect: importLines.effect, count: sql<number>`count(*)` })
    .from(importLines)
    .where(eq(importLines.importId, importId))
    .groupBy(importLines.effect)
    .all();
  const of = (effect: Effect) => rows.find((row) => row.effect === effect)?.count ?? 0;
  return { making: of("make"), changing: of("change"), unchanged: of("same"), refused: of("refuse") };
}

/** How many lines have something to look at first. */
export const countNoticed = ({ db }: System, importId: string): number =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(importLines)
    .where(and(eq(importLines.importId, importId), isNotNull(importLines.notices)))
    .get()!.count;

/** How many of the orders or customers that it made or changed could not be put back, as they were changed since; none until then. */
export const countKept = ({ db }: Staff, { id, state }: Import): number =>
  state !== "undone"
    ? 0
    : db
        .select({ count: sql<number>`count(*)` })
        .from(importLines)
        .where(and(eq(importLines.importId, id), sql`kept is not null`))
        .get()!.count;

/** Whether something is being done with it at this moment. */
export const isImportRunning = ({ state }: Pick<Import, "state">) =>
  ["reading", "importing", "undoing"].includes(state);

/** Notes down a file that was brought, and has it looked through. `now` is epoch milliseconds. */
export function beginImport(
  staff: Staff,
  { id, kind, fileName }: { id: string; kind: ImportKind; fileName: string },
  now: number,
) {
  transact(staff, () => {
    staff.db
      .insert(imports)
      .values({ id, kind, fileName, state: "reading", createdBy: staff.email, createdAt: now })
      .run();
    writeDown(staff, { action: "import.brought", subject: fileName }, now);
    enqueueImport(staff, { id, state: "reading" }, now);
  });
}

/** Has the file looked through with its dates in that order; false where nobody is asked for it. `now` is epoch milliseconds. */
export function answerDates(staff: Staff, id: string, order: DateOrder, now: number): boolean {
  return transact(staff, () => {
    const { state, dates, fileName } = findImport(staff, id) ?? {};
    if (state !== "asking" || !dates!.possible.includes(order)) return false;
    const told = { state: "reading", dates: { ...dates!, order } } as const;
    staff.db.update(imports).set(told).where(eq(imports.id, id)).run();
    writeDown(staff, { action: "import.dates-told", subject: fileName! }, now);
    enqueueImport(staff, { id, state: "reading" }, now);
    return true;
  });
}

/** Has the lines imported that may be; false where the import is not at that point. `now` is epoch milliseconds. */
export function confirmImport(staff: Staff, id: string, now: number): boolean {
  return transact(staff, () => {
    const found = findImport(staff, id);
    if (found?.state !== "checked" || found.making + found.changing === 0) return false;
    staff.db.update(imports).set({ state: "importing", confirmedAt: now }).where(eq(imports.id, id)).run();
    writeDown(staff, { action: "import.confirmed", subject: found.fileName }, now);
    enqueueImport(staff, { id, state: "importing" }, now);
    return true;
  });
}

/** Has all of an import taken back; false where it is not done. `now` is epoch milliseconds. */
export function beginUndo(staff: Staff, id: string, now: number): boolean {
  return transact(staff, () => {
    const found = findImport(staff, id);
    if (found?.state !== "done") return false;
    const undoing = { state: "undoing", undoneBy: staff.email, undoneAt: now, done: 0 } as const;
    staff.db.update(imports).set(undoing).where(eq(imports.id, id)).run();
    writeDown(staff, { action: "import.undone", subject: found.fileName }, now);
    enqueueImport(staff, { id, state: "undoing" }, now);
    return true;
  });
}
