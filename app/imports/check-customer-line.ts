import { importLines } from "#db/schema/imports.ts";
import { insertRow } from "#db/statements.ts";
import type { System } from "#db/tenant.ts";
import { quotedFault } from "./check-line.ts";
import { customerKey, readCustomerLine, type CustomerLine } from "./customer-line.ts";
import type { FileLine } from "./file.ts";
import { firstLineOf } from "./further-lines.ts";
import { judgeCustomer } from "./judge-customer.ts";

/** Writes down what a line of a file of customers would do; `now` is epoch milliseconds. */
export function checkCustomerLine(
  system: System,
  importId: string,
  { line, cells, said, extra }: FileLine,
  now: number,
) {
  const { row, faults } = readCustomerLine(said);
  if (extra) faults.push({ column: "name", is: "extraCells" });
  const reference = customerKey(row);
  const first = reference === null ? undefined : firstLineOf(system, importId, reference);
  const isMadeBefore = first?.effect === "make";
  const besides = (first?.values as CustomerLine | null | undefined)?.email;
  const verdict = faults.length
    ? ({ effect: "refuse", faults } as const)
    : judgeCustomer(system, row, { importId, isMadeBefore, besides }, now);
  const isRefused = verdict.effect === "refuse";
  insertRow(system.db, importLines, {
    importId,
    line,
    reference,
    effect: verdict.effect,
    faults: isRefused ? verdict.faults.map((fault) => quotedFault(fault, said)) : null,
    notices: !isRefused && verdict.notices.length ? verdict.notices.map((fault) => quotedFault(fault, said)) : null,
    cells,
    values: isRefused ? null : row,
  });
}
