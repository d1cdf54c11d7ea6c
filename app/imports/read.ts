import { and, eq, sql } from "drizzle-orm";
import { prepared } from "#db/prepared.ts";
import { importLines, imports } from "#db/schema/imports.ts";
import { insertRow } from "#db/statements.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import type { Cells, Column } from "./import-columns.ts";
import type { CellFault, ImportFileFault } from "./import-faults.ts";
import { importFile, removeFile } from "./import-files.ts";
import { findImport, type Effect, type Import } from "./imports.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { readFile, UnreadableFile, type FileLine } from "./file.ts";
import { isMove, judgeRow } from "./judge.ts";
import { readRow } from "./row.ts";

export const maxLines = 100_000;
const atOnce = 200;
const maxQuotedLength = 100;

type Counts = Record<Effect | "noticed", number>;
const countsOf = ({ make, change, same, refuse, noticed }: Counts) => ({
  lines: make + change + same + refuse,
  making: make,
  changing: change,
  unchanged: same,
  refused: refuse,
  noticed,
});

/** The line of a file that says this reference. In no order: asked for the first, SQLite would look through them all. */
const sameReference = prepared((db) => {
  const isIt = and(
    eq(importLines.importId, sql.placeholder("id")),
    eq(importLines.reference, sql.placeholder("reference")),
  );
  return db.select({ n: importLines.line }).from(importLines).where(isIt).limit(1).prepare();
});

/** The job `import.read`: looks through a file, line by line, and writes down what each would do. Nothing is imported. */
export async function readImport(portal: Portal, { id }: Record<string, string>, hold: () => void) {
  const system = systemOf(connectionOf(portal));
  const found = findImport(system, id!);
  if (found?.state !== "reading") return;
  const ours = (act: () => void) =>
    transact(system, () => {
      hold();
      act();
    });
  const isReading = and(eq(imports.id, id!), eq(imports.state, "reading"));
  const set = (values: Partial<Import>) => system.db.update(imports).set(values).where(isReading).run();
  ours(() => system.db.delete(importLines).where(eq(importLines.importId, id!)).run());
  const counts: Counts = { make: 0, change: 0, same: 0, refuse: 0, noticed: 0 };
  try {
    await readFile(importFile(portal.config, id!), atOnce, (lines, { heads, names }) => {
      ours(() => {
        for (const one of lines) {
          const { effect, notices } = check(system, found, one, names);
          counts[effect]++;
          if (notices) counts.noticed++;
        }
        set({ ...countsOf(counts), heads });
      });
      if (countsOf(counts).lines > maxLines) throw new UnreadableFile({ is: "tooManyLines", n: maxLines });
      return new Promise((resolve) => void setImmediate(resolve));
    });
    ours(() => set({ state: "checked", finishedAt: portal.now() }));
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
    if (!isGone && !(error instanceof UnreadableFile)) throw error;
    const fault: ImportFileFault = isGone ? { is: "gone" } : (error as UnreadableFile).fault;
    ours(() => set({ state: "failed", fault, finishedAt: portal.now() }));
  }
  removeFile(portal.config, id!);
}

/** Writes down what a line would do, and gives that. */
function check(
  system: System,
  { id, createdAt }: Import,
  { line, cells, said, extra }: FileLine,
  names: readonly Column[],
) {
  const { row, faults } = readRow(said, createdAt);
  const { reference } = row;
  const earlier = reference && sameReference(system.db).get({ id, reference });
  if (earlier) faults.push({ column: "reference", is: "twice", ...earlier });
  if (extra) faults.push({ column: "reference", is: "extraCells" });
  const verdict = faults.length ? ({ effect: "refuse", faults } as const) : judgeRow(system, row);
  const isRefused = verdict.effect === "refuse";
  const short: CellFault[] =
    cells.length < names.length ? [{ column: names[cells.length]!, is: "fewCells", n: cells.length }] : [];
  const noticed = [...short, ...(isRefused ? [] : verdict.notices)];
  const quote = (all: readonly CellFault[]) => all.map((fault) => quoted(fault, said));
  const notices = noticed.length ? quote(noticed) : null;
  insertRow(system.db, importLines, {
    importId: id,
    line,
    reference: reference || null,
    effect: verdict.effect,
    faults: isRefused ? quote(verdict.faults) : null,
    notices,
    cells,
    values: isRefused ? null : { ...row, moves: isMove(verdict) },
  });
  return { effect: verdict.effect, notices };
}

/** The fault with what stands there. */
function quoted(fault: CellFault, cells: Cells): CellFault {
  const said = cells[fault.column]?.trim().slice(0, maxQuotedLength);
  return said ? { ...fault, said } : fault;
}
