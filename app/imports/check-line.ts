import { importLines } from "#db/schema/imports.ts";
import { insertRow } from "#db/statements.ts";
import type { System } from "#db/tenant.ts";
import type { FileLine } from "./file.ts";
import { firstLineOf, judgeFurtherLine } from "./further-lines.ts";
import type { Cells, Column } from "./import-columns.ts";
import type { CellFault } from "./import-faults.ts";
import { isMove, judgeRow } from "./judge.ts";
import { readRow, type OrderRow, type RowManner } from "./row.ts";
import type { JoiningValues } from "./whole-orders.ts";

const maxQuotedLength = 100;

type In = { importId: string; manner: RowManner; names: readonly Column[] };

/** Writes down what a line would do. */
export function checkLine(system: System, { importId, manner, names }: In, one: FileLine) {
  const { line, cells, said } = one;
  const { row, faults } = readRow(said, manner);
  if (one.extra) faults.push({ column: "reference", is: "extraCells" });
  const read: Read = { line, row, said, faults, names };
  const verdict = verdictOn(system, importId, read);
  const isRefused = verdict.effect === "refuse";
  const short: CellFault[] =
    cells.length < names.length ? [{ column: names[cells.length]!, is: "fewCells", n: cells.length }] : [];
  const notices = [...short, ...(isRefused ? [] : verdict.notices)];
  const quote = (all: readonly CellFault[]) => all.map((fault) => quotedFault(fault, said));
  insertRow(system.db, importLines, {
    importId,
    line,
    reference: row.reference || null,
    effect: verdict.effect,
    faults: isRefused ? quote(verdict.faults) : null,
    notices: notices.length ? quote(notices) : null,
    cells,
    values: valuesOf(verdict, read),
  });
}

function valuesOf(verdict: ReturnType<typeof verdictOn>, { row, said }: Read): Record<string, unknown> | null {
  if (verdict.effect === "refuse") return null;
  if (verdict.effect !== "join") return { ...row, moves: isMove(verdict) };
  return { items: row.facts.items ?? [], said: quotedText(said.items!) } satisfies JoiningValues;
}

type Read = { line: number; row: OrderRow; said: Cells; faults: CellFault[]; names: readonly Column[] };

function verdictOn(system: System, importId: string, read: Read) {
  const { row, faults } = read;
  const first = row.reference ? firstLineOf(system, importId, row.reference) : undefined;
  if (first) return judgeFurtherLine(system, first, read);
  return faults.length ? ({ effect: "refuse", faults } as const) : judgeRow(system, row);
}

const quotedText = (cell: string) => cell.trim().slice(0, maxQuotedLength);

/** The fault with what stands there. */
export function quotedFault(fault: CellFault, cells: Cells): CellFault {
  const said = quotedText(cells[fault.column] ?? "");
  return said ? { ...fault, said } : fault;
}
