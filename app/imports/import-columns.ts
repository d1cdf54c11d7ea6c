import type { FileFault } from "./import-faults.ts";

/** The columns that a file may have, by their heads, in the order of the example. */
export const columns = [
  "reference",
  "customer",
  "title",
  "kind",
  "placed",
  "promised",
  "items",
  "invoice",
  "link",
  "cancelled",
  "step",
  "step date",
  "note",
  "carrier",
  "tracking number",
  "tracking link",
  "address 1",
  "address 2",
  "postal code",
  "city",
  "region",
  "country",
] as const;

export type Column = (typeof columns)[number];

/** Stands in the file of refused lines that we give, and is passed over where that is brought again. */
export const faultsColumn = "faults";

/** What a line says, by column; a column that the file has not is not in it. */
export type Cells = Partial<Record<Column, string>>;

const plain = (head: string) =>
  head
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");

/** The columns in the file's own order, or what is wrong with its heads. */
export function readHeads(cells: readonly string[]): Column[] | FileFault {
  const heads = cells.map(plain);
  const strange = heads.find((head) => !(columns as readonly string[]).includes(head));
  if (strange !== undefined) return { is: "strangeColumn", said: strange };
  const twice = heads.find((head, i) => heads.indexOf(head) !== i);
  if (twice) return { is: "columnTwice", said: twice };
  return heads.includes("reference") ? (heads as Column[]) : { is: "noReference" };
}

/** Where the column of faults stands among the heads; -1 where it does not. */
export const placeOfFaults = (cells: readonly string[]) => cells.findIndex((cell) => plain(cell) === faultsColumn);
