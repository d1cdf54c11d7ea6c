import { columnsOf, faultsColumn, type Column } from "./import-columns.ts";
import type { ImportFileFault } from "./import-faults.ts";
import type { ImportKind } from "#db/schema/imports.ts";
import { normalized } from "../text/clean.ts";

const plain = (head: string) =>
  normalized(head, "NFKC", 1_000)
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");

/** The columns in the file's own order, or what is wrong with its heads. */
export function readHeads(cells: readonly string[], kind: ImportKind): Column[] | ImportFileFault {
  const { columns, needed } = columnsOf[kind];
  const heads = cells.map(plain);
  const strange = heads.find((head) => !(columns as readonly string[]).includes(head));
  if (strange !== undefined) return { is: "strangeColumn", said: strange };
  const twice = heads.find((head, i) => heads.indexOf(head) !== i);
  if (twice) return { is: "columnTwice", said: twice };
  return heads.includes(needed) ? (heads as Column[]) : { is: kind === "orders" ? "noReference" : "noEmail" };
}

/** Where the column of faults stands among the heads; -1 where it does not. */
export const placeOfFaults = (cells: readonly string[]) => cells.findIndex((cell) => plain(cell) === faultsColumn);
