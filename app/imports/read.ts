import { and, eq } from "drizzle-orm";
import { importLines, imports } from "#db/schema/imports.ts";
import { insertRow } from "#db/statements.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import { importFile, removeFile } from "../models/import-files.ts";
import { findImport, type Effect, type Import } from "../models/imports.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { readFile, UnreadableFile } from "./file.ts";
import { isMove, judge } from "./judge.ts";
import { readRow, type Fault } from "./row.ts";

export const mostLines = 100_000;
const atOnce = 200;
const mostSaid = 100;

type Lines = Parameters<Parameters<typeof readFile>[2]>[0];
type Counts = Record<Effect, number>;
const countsOf = ({ make, change, same, refuse }: Counts) => ({
  lines: make + change + same + refuse,
  making: make,
  changing: change,
  unchanged: same,
  refused: refuse,
});

const lost = "The file is here no longer: bring it again.";

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
  const counts: Counts = { make: 0, change: 0, same: 0, refuse: 0 };
  const seen = new Map<string, number>();
  try {
    await readFile(importFile(portal.config, id!), atOnce, (lines) => {
      ours(() => {
        for (const one of lines) counts[check(system, found, one, seen)]++;
        set(countsOf(counts));
      });
      if (countsOf(counts).lines > mostLines)
        throw new UnreadableFile(`The file has more than ${mostLines} lines: bring it in parts.`);
      return new Promise((resolve) => void setImmediate(resolve));
    });
    ours(() => set({ state: "checked", finishedAt: portal.now() }));
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
    if (!isGone && !(error instanceof UnreadableFile)) throw error;
    const fault = isGone ? lost : (error as UnreadableFile).message;
    ours(() => set({ state: "failed", fault, finishedAt: portal.now() }));
  }
  removeFile(portal.config, id!);
}

function check(
  system: System,
  { id, createdAt }: Import,
  { line, cells, extra }: Lines[number],
  seen: Map<string, number>,
) {
  const { row, faults } = readRow(cells, createdAt);
  const earlier = seen.get(row.reference);
  if (earlier) faults.push({ column: "reference", fault: `is in line ${earlier} already` });
  else seen.set(row.reference, line);
  if (extra) faults.push({ column: "reference", fault: "this line has more cells than there are columns" });
  const verdict = faults.length ? ({ effect: "refuse", faults } as const) : judge(system, row);
  const isRefused = verdict.effect === "refuse";
  const moves = !isRefused && isMove(verdict);
  insertRow(system.db, importLines, {
    importId: id,
    line,
    reference: row.reference || null,
    effect: verdict.effect,
    faults: isRefused ? verdict.faults.map((fault) => quoted(fault, cells)) : null,
    values: isRefused ? null : { ...row, moves },
  });
  return verdict.effect;
}

/** The fault with what stands there: "“31.2.2026” is no date". */
function quoted({ column, fault }: Fault, cells: Lines[number]["cells"]): Fault {
  const said = cells[column]?.trim();
  return { column, fault: said ? `“${said.slice(0, mostSaid)}” ${fault}` : fault };
}
