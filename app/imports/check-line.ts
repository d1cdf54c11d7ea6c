import { and, eq, sql } from "drizzle-orm";
import { prepared } from "#db/prepared.ts";
import { importLines } from "#db/schema/imports.ts";
import { insertRow } from "#db/statements.ts";
import type { System } from "#db/tenant.ts";
import type { FileLine } from "./file.ts";
import type { Cells, Column } from "./import-columns.ts";
import type { CellFault } from "./import-faults.ts";
import { isMove, judgeRow } from "./judge.ts";
import { readRow, type RowManner } from "./row.ts";

const maxQuotedLength = 100;

/** The line of a file that says this reference. In no order: asked for the first, SQLite would look through them all. */
const sameReference = prepared((db) => {
  const isIt = and(
    eq(importLines.importId, sql.placeholder("importId")),
    eq(importLines.reference, sql.placeholder("reference")),
  );
  return db.select({ n: importLines.line }).from(importLines).where(isIt).limit(1).prepare();
});

type In = { importId: string; manner: RowManner; names: readonly Column[] };

/** Writes down what a line would do. */
export function checkLine(system: System, { importId, manner, names }: In, one: FileLine) {
  const { line, cells, said } = one;
  const { row, faults } = readRow(said, manner);
  if (one.extra) faults.push({ column: "reference", is: "extraCells" });
  const { reference } = row;
  const earlier = reference && sameReference(system.db).get({ importId, reference });
  if (earlier) faults.push({ column: "reference", is: "twice", ...earlier });
  const verdict = faults.length ? ({ effect: "refuse", faults } as const) : judgeRow(system, row);
  const isRefused = verdict.effect === "refuse";
  const short: CellFault[] =
    cells.length < names.length ? [{ column: names[cells.length]!, is: "fewCells", n: cells.length }] : [];
  const notices = [...short, ...(isRefused ? [] : verdict.notices)];
  const quote = (all: readonly CellFault[]) => all.map((fault) => quoted(fault, said));
  insertRow(system.db, importLines, {
    importId,
    line,
    reference: row.reference || null,
    effect: verdict.effect,
    faults: isRefused ? quote(verdict.faults) : null,
    notices: notices.length ? quote(notices) : null,
    cells,
    values: isRefused ? null : { ...row, moves: isMove(verdict) },
  });
}

const quotedText = (cell: string) => cell.trim().slice(0, maxQuotedLength);

/** The fault with what stands there. */
function quoted(fault: CellFault, cells: Cells): CellFault {
  const said = quotedText(cells[fault.column] ?? "");
  return said ? { ...fault, said } : fault;
}
