import { and, asc, eq, sql } from "drizzle-orm";
import { importLines } from "#db/schema/imports.ts";
import { insertRow } from "#db/statements.ts";
import type { System } from "#db/tenant.ts";
import { quotedFault } from "./check-line.ts";
import type { CellFault } from "./import-faults.ts";
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
  const again = faults.length || reference === null ? undefined : lineOfPerson(system, importId, reference, row.email);
  const verdict = faults.length
    ? ({ effect: "refuse", faults } as const)
    : again
      ? repeated(row, again)
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

/** The line of a file that brings the same person to the same customer; undefined where none does yet. */
const lineOfPerson = ({ db }: System, importId: string, reference: string, email: string) =>
  db
    .select({ line: importLines.line, values: importLines.values })
    .from(importLines)
    .where(
      and(
        eq(importLines.importId, importId),
        eq(importLines.reference, reference),
        sql`json_extract(${importLines.values}, '$.email') = ${email}`,
      ),
    )
    .orderBy(asc(importLines.line))
    .get();

/** What a line does that repeats another one's person: nothing, and says of which, and whose role counts. */
function repeated({ role }: CustomerLine, { line: n, values }: { line: number; values: object | null }) {
  const notices: CellFault[] = [{ column: "email", is: "againHere", n }];
  if (role && role !== (values as CustomerLine | null)?.role) notices.push({ column: "role", is: "otherRoleHere", n });
  return { effect: "same", notices } as const;
}
