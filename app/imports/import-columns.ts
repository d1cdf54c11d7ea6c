import type { ImportKind } from "#db/schema/imports.ts";

/** The columns that a file of orders may have, by their heads, in the order of the example. */
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

/** Those of a file of customers. */
export const customerColumns = ["number", "name", "email", "person", "role"] as const;

export type OrderColumn = (typeof columns)[number];
export type CustomerColumn = (typeof customerColumns)[number];
export type Column = OrderColumn | CustomerColumn;

/** What a file may have by what it is of, and the column that it must have. */
export const columnsOf: Record<ImportKind, { columns: readonly Column[]; needed: Column }> = {
  orders: { columns, needed: "reference" },
  customers: { columns: customerColumns, needed: "email" },
};

export const dateColumns = ["placed", "promised", "step date"] as const satisfies readonly Column[];

/** Stands in the file of refused lines that we give, and is passed over where that is brought again. */
export const faultsColumn = "faults";

/** What a line says, by column; a column that the file has not is not in it. */
export type Cells = Partial<Record<Column, string>>;
