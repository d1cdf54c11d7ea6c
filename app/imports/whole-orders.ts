import { and, asc, eq, gt } from "drizzle-orm";
import { importLines } from "#db/schema/imports.ts";
import { changeRow } from "#db/statements.ts";
import type { System } from "#db/tenant.ts";
import { maxItems } from "../orders/order-limits.ts";
import { firstLineOf, isJoining, isOfOrder, refuseOrder, type FirstLine } from "./further-lines.ts";
import { isMove, judgeRow } from "./judge.ts";
import type { OrderRow } from "./row.ts";

type Items = NonNullable<OrderRow["facts"]["items"]>;
/** What is kept of a line that joins: its items, and as they are written. */
export type JoiningValues = { items: Items; said: string };

/** The orders of a file that go on after their first line, some after that reference, in no order of lines. */
export const ordersGoingOn = ({ db }: System, importId: string, after: string, limit: number): string[] =>
  db
    .selectDistinct({ reference: importLines.reference })
    .from(importLines)
    .where(and(eq(importLines.importId, importId), gt(importLines.reference, after), isJoining))
    .orderBy(asc(importLines.reference))
    .limit(limit)
    .all()
    .map(({ reference }) => reference!);

/** Puts the items of all of an order's lines to its first, and judges that anew. */
export function joinLines(system: System, importId: string, reference: string) {
  const first = firstLineOf(system, importId, reference)!;
  const begun = first.values as unknown as OrderRow;
  const items: Items = [...(begun.facts.items ?? [])];
  const known = new Set(items.map(keyOf));
  const change = (line: number, values: Partial<FirstLine>) =>
    changeRow(system.db, importLines, { importId, line }, values);
  for (const { line, values, notices } of joiningOf(system, first)) {
    const { items: more, said } = values as JoiningValues;
    if (items.push(...more) > maxItems) {
      refuseOrder(system, first, line);
      return change(line, { faults: [{ column: "items", is: "tooMany", n: maxItems, said }] });
    }
    if (more.every((item) => known.has(keyOf(item))))
      change(line, { notices: [...(notices ?? []), { column: "items", is: "itemsAgain", n: first.line, said }] });
    for (const item of more) known.add(keyOf(item));
  }
  const together: OrderRow = { ...begun, facts: { ...begun.facts, items } };
  const verdict = judgeRow(system, together);
  if (verdict.effect !== "refuse")
    return change(first.line, {
      effect: verdict.effect,
      values: { ...together, moves: isMove(verdict), isJoined: true },
    });
  refuseOrder(system, first, first.line);
  change(first.line, { faults: verdict.faults });
}

const keyOf = ({ name, quantity }: Items[number]) => JSON.stringify([name, quantity]);

const joiningOf = ({ db }: System, first: FirstLine) =>
  db.select().from(importLines).where(isOfOrder(first, isJoining)).orderBy(asc(importLines.line)).all();
