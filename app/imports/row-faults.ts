import type { Column } from "./import-columns.ts";
import type { CellFault, FaultName } from "./import-faults.ts";

/** Where the feed's names of fields stand in a file. */
const columnOf: Readonly<Record<string, Column>> = {
  title: "title",
  kind: "kind",
  placedAt: "placed",
  items: "items",
  invoice: "invoice",
  url: "link",
  line1: "address 1",
  line2: "address 2",
  postalCode: "postal code",
  city: "city",
  region: "region",
  country: "country",
  step: "step",
  needs: "step",
  occurredAt: "step date",
  note: "note",
  carrier: "carrier",
  trackingNumber: "tracking number",
  trackingUrl: "tracking link",
};

/** What is wrong with a column where it is not its length; any other is no line of text. */
const otherwise: Readonly<Partial<Record<Column, FaultName>>> = {
  reference: "reference",
  placed: "farAway",
  "step date": "farAway",
  items: "items",
  invoice: "invoice",
  link: "url",
  "tracking link": "url",
  note: "controlSigns",
  country: "country",
};

type Issue = { path: PropertyKey[]; code: string; origin?: unknown; maximum?: unknown };
/** What the feed's schema finds wrong with a line, as a fault of its column. */
export function rowFaultOf({ path, code, origin, maximum }: Issue): CellFault {
  const column = columnOf[String(path[0] === "deliverTo" ? path[1] : path[0])] ?? "reference";
  if (code === "too_big" && origin === "string") return { column, is: "tooLong", n: Number(maximum) };
  if (code === "too_big" && origin === "array") return { column, is: "tooMany", n: Number(maximum) };
  return { column, is: otherwise[column] ?? "oneLine" };
}
