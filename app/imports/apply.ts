import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { importLines, imports } from "#db/schema/imports.ts";
import { changeRow } from "#db/statements.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import { note } from "../models/audit-log.ts";
import { findImport, type Import } from "../models/imports.ts";
import { countStrangeEvents, removeImportedEvents } from "../models/order-events.ts";
import { addOrderEvent, orderById, orderOf, putOrder, removeOrder } from "../models/orders-write.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { judge, type Standing } from "./judge.ts";
import type { Row } from "./row.ts";

const atOnce = 50;
const breath = () => new Promise<void>((resolve) => void setImmediate(resolve));

type Line = typeof importLines.$inferSelect;
/**
 * What undoing needs: the order before the import (null where it made it) with how many events of others it had, and what
 * it was told to be, and when.
 */
export type Undo = { before: Standing | null; strangers: number; sha: string; updatedAt: number };

const isOf = ({ id }: Import, line: number) => ({ importId: id, line });

/** The job `import.apply`: imports the lines that may be, some at a time; goes on where it was left. */
export async function applyImport(portal: Portal, { id }: Record<string, string>) {
  const system = systemOf(connectionOf(portal));
  const found = findImport(system, id!);
  if (found?.state !== "importing") return;
  const waiting = and(inArray(importLines.effect, ["make", "change"]), isNull(importLines.doneAt));
  await inSteps(system, found, waiting, (line) => applyLine(system, found, line, portal.now()));
  const done = { state: "done", finishedAt: portal.now() } as const;
  system.db.update(imports).set(done).where(eq(imports.id, id!)).run();
}

/** The job `import.undo`: puts back what the import did, but for orders that were changed since. */
export async function undoImport(portal: Portal, { id }: Record<string, string>) {
  const system = systemOf(connectionOf(portal));
  const found = findImport(system, id!);
  if (found?.state !== "undoing") return;
  const applied = and(isNotNull(importLines.before), isNull(importLines.kept));
  await inSteps(system, found, applied, (line) => undoLine(system, found, line, portal.now()));
  system.db.update(imports).set({ state: "undone", finishedAt: portal.now() }).where(eq(imports.id, id!)).run();
}

async function inSteps(system: System, { id }: Import, which: ReturnType<typeof and>, act: (line: Line) => void) {
  for (let left = true; left; await breath())
    left = transact(system, () => {
      const lines = system.db
        .select()
        .from(importLines)
        .where(and(eq(importLines.importId, id), which))
        .orderBy(asc(importLines.line))
        .limit(atOnce)
        .all();
      lines.forEach(act);
      const done = sql`done + ${lines.length}`;
      if (lines.length) system.db.update(imports).set({ done }).where(eq(imports.id, id)).run();
      return lines.length === atOnce;
    });
}

/** Judged anew: much may have happened since the file was looked through. */
function applyLine(system: System, of: Import, { line, values }: Line, now: number) {
  const row = values as unknown as Row;
  const verdict = judge(system, row);
  if (verdict.effect === "refuse") {
    changeRow(system.db, importLines, isOf(of, line), { effect: "refuse", faults: verdict.faults, doneAt: now });
    system.db
      .update(imports)
      .set({ refused: sql`refused + 1` })
      .where(eq(imports.id, of.id))
      .run();
    return;
  }
  const { before, after } = verdict;
  const teller = { source: "import", actor: of.createdBy, now, importId: of.id } as const;
  const known = orderOf(system, row.reference);
  const strangers = known ? countStrangeEvents(system, known, of.id) : 0;
  const { id } = putOrder(system, { reference: row.reference, ...after }, { ...teller, at: null });
  if (row.event) addOrderEvent(system, { id, orgId: after.orgId }, row.event, teller);
  const { sourceSha: sha, sourceUpdatedAt: updatedAt } = orderById(system, id)!;
  const undo: Undo = { before, strangers, sha, updatedAt };
  changeRow(system.db, importLines, isOf(of, line), { doneAt: now, orderId: id, before: undo });
  note(system, { actor: of.createdBy, action: "order.imported", subject: row.reference, orgId: after.orgId }, now);
}

function undoLine(system: System, of: Import, { line, orderId, before: kept }: Line, now: number) {
  const { before, ...left } = kept as unknown as Undo;
  const order = orderById(system, orderId!);
  if (order && isChangedSince(system, of, order, left))
    return changeRow(system.db, importLines, isOf(of, line), { kept: "It was changed since." });
  if (order && before) {
    removeImportedEvents(system, order, of.id);
    const teller = { source: "import", actor: of.undoneBy!, now, at: null } as const;
    putOrder(system, { reference: order.reference, ...before }, teller);
  } else if (order) removeOrder(system, order.id, now);
  if (order)
    note(
      system,
      { actor: of.undoneBy!, action: "order.import-undone", subject: order.reference, orgId: order.orgId },
      now,
    );
  changeRow(system.db, importLines, isOf(of, line), { before: null, orderId: null });
}

/** Somebody told something of the order, were it the same once more: they know that it is kept. */
const isChangedSince = (
  system: System,
  { id }: Import,
  order: NonNullable<ReturnType<typeof orderById>>,
  { strangers, sha, updatedAt }: Omit<Undo, "before">,
) =>
  order.sourceSha !== sha || order.sourceUpdatedAt !== updatedAt || countStrangeEvents(system, order, id) !== strangers;
