import { and, eq, ne, sql, type SQL } from "drizzle-orm";
import { prepared } from "#db/prepared.ts";
import { importLines } from "#db/schema/imports.ts";
import type { System } from "#db/tenant.ts";
import type { Cells, Column } from "./import-columns.ts";
import type { CellFault } from "./import-faults.ts";
import type { Effect } from "./imports.ts";
import type { OrderRow } from "./row.ts";

/** The line of a file that begins an order: its rows are as old as its lines, and the index has them in that order. */
const firstLine = prepared((db) => {
  const isIt = and(
    eq(importLines.importId, sql.placeholder("importId")),
    eq(importLines.reference, sql.placeholder("reference")),
  );
  return db
    .select()
    .from(importLines)
    .where(isIt)
    .orderBy(sql`rowid`)
    .limit(1)
    .prepare();
});

/** The line that an order of the file begins with; undefined where none has had that reference yet. */
export const firstLineOf = ({ db }: System, importId: string, reference: string) =>
  firstLine(db).get({ importId, reference });

export type FirstLine = NonNullable<ReturnType<typeof firstLineOf>>;
type Further = { line: number; row: OrderRow; said: Cells; faults: CellFault[]; names: readonly Column[] };

/**
 * What a further line of an order does: its items join those of the first. All else must be the same or blank, but the
 * title, of which the first counts. An order with a faulty line is refused whole: a part of it would pass for all.
 */
export function judgeFurtherLine(system: System, first: FirstLine, { line, said, faults, names }: Further) {
  const { line: n, effect } = first;
  if (!said.items?.trim()) return refused([...faults, { column: "reference", is: "twice", n }]);
  const others = otherThan(first, said, names);
  const differences = others
    .filter((column) => column !== "items" && column !== "title")
    .map((column): CellFault => ({ column, is: "differs", n }));
  const found = [...faults, ...differences];
  if (effect === "refuse") return refused([...found, brokenBy(first.faults?.at(-1)?.n ?? n)]);
  if (found.length) {
    refuseOrder(system, first, line);
    return refused(found);
  }
  const notices: CellFault[] = others.includes("title") ? [{ column: "title", is: "otherTitle", n }] : [];
  return { effect: "join", notices } as const;
}

const refused = (faults: CellFault[]) => ({ effect: "refuse", faults }) as const;
const brokenBy = (line: number): CellFault => ({ column: "reference", is: "brokenOrder", n: line });

/** What is said here, and otherwise in the first line. */
const otherThan = ({ cells }: FirstLine, said: Cells, names: readonly Column[]) =>
  names.filter((name, i) => said[name]?.trim() && said[name].trim() !== cells?.[i]?.trim());

type Of = Pick<FirstLine, "importId" | "reference">;

/** The lines of an order that do that. */
export const isOfOrder = ({ importId, reference }: Of, effect: SQL) =>
  and(eq(importLines.importId, importId), eq(importLines.reference, reference!), effect);

export const isJoining = eq(importLines.effect, "join");

/** Refuses what is there of an order because of a line of it. */
export function refuseOrder({ db }: System, of: Of, line: number, which: SQL = ne(importLines.effect, "refuse")) {
  const faults = [{ ...brokenBy(line), said: of.reference! }];
  db.update(importLines).set({ effect: "refuse", faults, values: null }).where(isOfOrder(of, which)).run();
}

/** What becomes of the lines that join a first line, now that this is imported or refused. `now` is epoch milliseconds. */
export function settleJoining(system: System, first: Of & { line: number }, effect: Effect, now: number) {
  if (effect === "refuse") return refuseOrder(system, first, first.line, isJoining);
  system.db.update(importLines).set({ cells: null, doneAt: now }).where(isOfOrder(first, isJoining)).run();
}
