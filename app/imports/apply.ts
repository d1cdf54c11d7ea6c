import { and, asc, eq, gt, isNotNull, isNull, notInArray, sql } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { importLines, imports } from "#db/schema/imports.ts";
import { orders } from "#db/schema/orders.ts";
import { changeRow } from "#db/statements.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import { note, staffNamed } from "../company/audit-log.ts";
import { countImportLines, findImport, type Import } from "./imports.ts";
import { countStrangeEvents, removeImportedEvents } from "../orders/order-events.ts";
import { withdrawPromise } from "../orders/order-promises.ts";
import { addOrderEvent, orderById, orderOf, putOrder, removeOrder } from "../orders/orders-write.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { applyCustomerLine, undoCustomerLine } from "./apply-customer.ts";
import { settleJoining } from "./further-lines.ts";
import { judgeRow, type Standing } from "./judge.ts";
import type { OrderRow } from "./row.ts";

const atOnce = 50;
const breath = () => new Promise<void>((resolve) => void setImmediate(resolve));

type Line = typeof importLines.$inferSelect;
/**
 * What undoing needs: the order before the import (null where it made it) with how many events of others it had, and what
 * it was told to be, when, and when the time before.
 */
export type Undo = {
  before: Standing | null;
  strangers: number;
  sha: string;
  updatedAt: number;
  earlierAt: number | null;
  /** When it promised another day, which goes with it; null where it did not. */
  promisedAt?: number | null;
  /** Since when and why it was cancelled, which goes where it is had going again; null where it was not. */
  cancelled?: Pick<typeof orders.$inferSelect, "cancelledAt" | "cancelReason"> | null;
};

const isOf = ({ id }: Import, line: number) => ({ importId: id, line });

/** The job `import.apply`: imports the lines that may be, some at a time; goes on where it was left. */
export async function applyImport(portal: Portal, { id }: Record<string, string>, hold: () => void) {
  const system = systemOf(connectionOf(portal));
  const found = findImport(system, id!);
  if (found?.state !== "importing") return;
  const waiting = and(notInArray(importLines.effect, ["refuse", "join"]), isNull(importLines.doneAt));
  await inSteps(system, found, hold, waiting, (line) =>
    found.kind === "customers"
      ? applyCustomerLine(system, found, line, portal.now())
      : applyLine(system, found, line, portal.now()),
  );
  finish(system, found, hold, () => ({
    state: "done",
    finishedAt: portal.now(),
    ...countImportLines(system, found.id),
  }));
}

/** The job `import.undo`: puts back what the import did, but for orders that were changed since. */
export async function undoImport(portal: Portal, { id }: Record<string, string>, hold: () => void) {
  const system = systemOf(connectionOf(portal));
  const found = findImport(system, id!);
  if (found?.state !== "undoing") return;
  const applied = and(isNotNull(importLines.before), isNull(importLines.kept));
  await inSteps(system, found, hold, applied, (line) =>
    found.kind === "customers"
      ? undoCustomerLine(system, found, line, portal.now())
      : undoLine(system, found, line, portal.now()),
  );
  finish(system, found, hold, () => ({ state: "undone", finishedAt: portal.now() }));
}

/** Goes on to another state, from the one it is in and no other. */
function finish(system: System, { id, state }: Import, hold: () => void, become: () => Partial<Import>) {
  transact(system, () => {
    hold();
    system.db
      .update(imports)
      .set(become())
      .where(and(eq(imports.id, id), eq(imports.state, state)))
      .run();
  });
}

async function inSteps(
  system: System,
  { id }: Import,
  hold: () => void,
  which: ReturnType<typeof and>,
  act: (line: Line) => void,
) {
  for (let last: number | null = 0; last !== null; await breath())
    last = transact(system, () => {
      hold();
      const lines = system.db
        .select()
        .from(importLines)
        .where(and(eq(importLines.importId, id), gt(importLines.line, last!), which))
        .orderBy(asc(importLines.line))
        .limit(atOnce)
        .all();
      lines.forEach(act);
      const done = sql`done + ${lines.length}`;
      if (lines.length) system.db.update(imports).set({ done }).where(eq(imports.id, id)).run();
      return lines.length === atOnce ? lines.at(-1)!.line : null;
    });
}

/** Judged anew: much may have happened since the file was looked through. */
function applyLine(system: System, of: Import, { line, values }: Line, now: number) {
  const row = values as unknown as OrderRow;
  const verdict = judgeRow(system, row);
  if (values!.isJoined) settleJoining(system, { importId: of.id, line, reference: row.reference }, verdict.effect, now);
  const judged = { effect: verdict.effect, doneAt: now, ...(verdict.effect === "refuse" ? {} : { cells: null }) };
  if (verdict.effect === "refuse")
    return changeRow(system.db, importLines, isOf(of, line), { ...judged, faults: verdict.faults });
  if (verdict.effect === "same") return changeRow(system.db, importLines, isOf(of, line), judged);
  const { before, after, event } = verdict;
  const teller = { source: "import", actor: of.createdBy, now, importId: of.id } as const;
  const known = orderOf(system, row.reference);
  const strangers = known ? countStrangeEvents(system, known, of.id) : 0;
  const { id, movedFrom } = putOrder(system, { reference: row.reference, ...after }, { ...teller, at: null });
  if (event) addOrderEvent(system, { id, orgId: after.orgId }, event, teller);
  const { sourceSha: sha, sourceUpdatedAt: updatedAt } = orderById(system, id)!;
  const promisedAt = before && before.facts.promisedDate !== after.facts.promisedDate ? updatedAt : null;
  const cancelled = known?.cancelled ? { cancelledAt: known.cancelledAt, cancelReason: known.cancelReason } : null;
  const undo: Undo = {
    cancelled,
    before,
    strangers,
    sha,
    updatedAt,
    earlierAt: known?.sourceUpdatedAt ?? null,
    promisedAt,
  };
  changeRow(system.db, importLines, isOf(of, line), { ...judged, orderId: id, before: undo });
  const write = (orgId: OrgId, action: string) =>
    note(system, staffNamed(system, of.createdBy), { action, subject: row.reference, orgId }, now);
  if (movedFrom) {
    write(movedFrom, "order.moved-away");
    write(after.orgId, "order.moved-here");
  }
  write(after.orgId, "order.imported");
}

function undoLine(system: System, of: Import, { line, orderId, before: kept }: Line, now: number) {
  const { before, ...left } = kept as unknown as Undo;
  const order = orderById(system, orderId!);
  if (order && isChangedSince(system, of, order, left))
    return changeRow(system.db, importLines, isOf(of, line), { kept: "Changed since then." });
  const write = (orgId: OrgId, action: string) =>
    order && note(system, staffNamed(system, of.undoneBy!), { action, subject: order.reference, orgId }, now);
  if (order && before) {
    removeImportedEvents(system, order, of.id);
    if (left.promisedAt) withdrawPromise(system, order, left.promisedAt);
    const teller = { source: "import", actor: of.undoneBy!, now, at: null, takesBack: true } as const;
    const { movedFrom } = putOrder(system, { reference: order.reference, ...before }, teller);
    if (left.cancelled) changeRow(system.db, orders, { id: order.id }, left.cancelled);
    retellEarlier(system, order.id, left.earlierAt!);
    if (movedFrom) {
      write(movedFrom, "order.moved-away");
      write(before.orgId, "order.moved-here");
    }
  } else if (order) removeOrder(system, order.id, now);
  if (order) write(order.orgId, "order.import-undone");
  changeRow(system.db, importLines, isOf(of, line), { before: null, orderId: null });
}

/** What an earlier import made of the order stands again, so that this one can be taken back as well. */
function retellEarlier(system: System, orderId: string, earlierAt: number) {
  const updatedAt = orderById(system, orderId)!.sourceUpdatedAt;
  system.db
    .update(importLines)
    .set({ before: sql`json_set(before, '$.updatedAt', ${updatedAt})` })
    .where(and(eq(importLines.orderId, orderId), sql`json_extract(before, '$.updatedAt') = ${earlierAt}`))
    .run();
}

/** Somebody told something of the order, were it the same once more: they know that it is kept. */
const isChangedSince = (
  system: System,
  { id }: Import,
  order: NonNullable<ReturnType<typeof orderById>>,
  { strangers, sha, updatedAt }: Omit<Undo, "before">,
) =>
  order.source !== "import" ||
  order.sourceSha !== sha ||
  order.sourceUpdatedAt !== updatedAt ||
  countStrangeEvents(system, order, id) !== strangers;
