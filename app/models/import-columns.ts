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

/** A line that can be imported once its customer is one of the company's. */
export const exampleLine: readonly string[] = [
  "PO-1001",
  "C-17",
  "Two oak chairs",
  "order",
  "2026-11-20",
  "2026-12-01",
  "2 x Oak chair; 1 x Felt pads",
  "",
  "",
  "no",
  "packed",
  "2026-11-23",
  "Waits for the carrier",
  "",
  "",
  "",
  "Hafenstr. 4",
  "",
  "20457",
  "Hamburg",
  "",
  "DE",
];

/** What a line says, by column; a column that the file has not is not in it. */
export type Cells = Partial<Record<Column, string>>;

const plain = (head: string) =>
  head
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");

/** The columns in the file's own order, or what is wrong with its heads, in a sentence. */
export function readHeads(cells: readonly string[]): Column[] | string {
  const heads = cells.map(plain);
  while (heads.length && heads.at(-1) === "") heads.pop();
  const strange = heads.find((head) => !(columns as readonly string[]).includes(head));
  if (strange !== undefined) return `“${strange}” is no column that can be imported. There are: ${columns.join(", ")}.`;
  const twice = heads.find((head, i) => heads.indexOf(head) !== i);
  if (twice) return `The column “${twice}” is there twice.`;
  if (!heads.includes("reference")) return "The first line must name the columns, “reference” among them.";
  return heads as Column[];
}
