import type { PostalAddress } from "#db/schema/columns.ts";
import { orderKinds } from "#db/schema/orders.ts";
import { isCountry } from "../text/countries.ts";
import { isoDay, noonOf, readDay } from "../text/format.ts";
import { maxItems, maxOrderLengths, maxQuantity, maxStepLengths, maxSteps } from "./order-limits.ts";
import { stepKey, waitingStep } from "./order-steps.ts";
import type { OrderFacts } from "./orders-write.ts";
import { isSafeUrl } from "./step-form.ts";
import { typedText } from "../text/typed.ts";

export const addressFields = ["line1", "line2", "postalCode", "city", "region", "country"] as const;
const factFields = ["reference", "title", "kind", "promisedOn", "placedOn", "start"] as const;
const furtherFields = ["steps", "url", ...addressFields] as const;
export type OrderField = (typeof factFields)[number] | (typeof furtherFields)[number];
/** What stands in the form, whole. */
export type OrderValues = Record<OrderField | "once", string> & Record<string, string>;
export type OrderFault =
  | "referenceMissing"
  | "titleMissing"
  | "tooLong"
  | "taken"
  | "dayWrong"
  | "urlWrong"
  | "quantityWrong"
  | "nameMissing"
  | "tooMany"
  | "tooManyItems"
  | "stepTooLong"
  | "noStep"
  | "placedLater"
  | "promisedEarly";
export type OrderFaults = Record<string, OrderFault>;

const { item: maxItemLength, ...maxLengths } = maxOrderLengths;

/** How many characters a field may hold. */
export const maxOrderFieldLength = (field: string): number =>
  (maxLengths as Record<string, number>)[field] ?? maxItemLength;

/** Empty rows that a form offers below those that hold something. */
export const spareRows = 3;
const maxRows = maxItems + spareRows;

export const nameField = (row: number) => `itemName${row}`;
export const quantityField = (row: number) => `itemQuantity${row}`;
const rowFields = (rows: number) =>
  Array.from({ length: rows }, (_, row) => [nameField(row), quantityField(row)]).flat();

/** How many rows a form was sent with. */
export function rowsIn(typed: Typed): number {
  const rows = /^\d{1,6}$/.test(typed.rows ?? "") ? Number(typed.rows) : 0;
  return Math.min(Math.max(rows, spareRows), maxRows);
}

/** As many and some spare ones. */
export const moreRows = (rows: number) => Math.min(rows + spareRows, maxRows);

/** The fields as they follow one another, for a summary of faults. */
export const fieldsInOrder = (rows: number) => [...factFields, ...rowFields(rows), ...furtherFields];

type Typed = Record<string, string | undefined>;

/** An order's facts as the form's fields hold them. */
export function typedFacts(facts: OrderFacts): Record<string, string> {
  const { kind, title, promisedDate, placedAt, url, steps, deliverTo, items } = facts;
  const address = Object.fromEntries(addressFields.map((field) => [field, deliverTo?.[field] ?? ""]));
  const rows = items.flatMap(({ name, quantity }, row) => [
    [nameField(row), name],
    [quantityField(row), String(quantity)],
  ]);
  return {
    kind,
    title,
    promisedOn: promisedDate ?? "",
    placedOn: placedAt === null ? "" : isoDay(placedAt),
    url: url ?? "",
    steps: (steps ?? []).join("\n"),
    ...address,
    ...(Object.fromEntries(rows) as Record<string, string>),
  };
}

function readItems(typed: Typed, rows: number, faults: OrderFaults): OrderFacts["items"] {
  const items = Array.from({ length: rows }, (_, row) => row).flatMap((row) => {
    const name = typedText(typed, nameField(row)).replace(/\s+/g, " ");
    const text = typedText(typed, quantityField(row)).replace(/\s/g, "").replace(",", ".");
    if (!name && !text) return [];
    const quantity = text ? Number(text) : 1;
    if (!name) faults[nameField(row)] = "nameMissing";
    if (name.length > maxItemLength) faults[nameField(row)] = "tooLong";
    if (!(quantity > 0) || quantity > maxQuantity) faults[quantityField(row)] = "quantityWrong";
    return [{ row, name, quantity }];
  });
  const over = items[maxItems];
  if (over) faults[nameField(over.row)] = "tooManyItems";
  return items.map(({ name, quantity }) => ({ name, quantity }));
}

/** A country that we do not know stays where it was left as it is. */
function readAddress(typed: Typed, before: PostalAddress | null): PostalAddress | null {
  const part = (field: string) => typedText(typed, field) || null;
  const country = part("country");
  const address = {
    line1: part("line1"),
    line2: part("line2"),
    postalCode: part("postalCode"),
    city: part("city"),
    region: part("region"),
    country: country && (isCountry(country) || country === before?.country) ? country : null,
  };
  return Object.values(address).some(Boolean) ? address : null;
}

/** A day as a moment of it; one that was left as it is keeps its own. */
function momentOf(day: string | null, before: number | null): number | null {
  if (!day) return null;
  return before !== null && isoDay(before) === day ? before : noonOf(day);
}

/** Days that cannot be; a day that was so before and is left alone is somebody else's matter. */
function checkDays(placedOn: string, promisedOn: string, before: OrderFacts | null, today: string): OrderFaults {
  const placedBefore = before?.placedAt == null ? "" : isoDay(before.placedAt);
  if (before && placedBefore === placedOn && (before.promisedDate ?? "") === promisedOn) return {};
  if (placedOn > today && placedOn !== placedBefore) return { placedOn: "placedLater" };
  return placedOn && promisedOn && promisedOn < placedOn ? { promisedOn: "promisedEarly" } : {};
}

/**
 * What was typed into the form of an order: its facts, over those it had (`before`), and what is wrong by field. The
 * reference counts where the order is new. `today` is a day of the company's (`isoDay`).
 */
export function checkOrder(typed: Typed, rows: number, before: OrderFacts | null, today: string) {
  const faults: OrderFaults = {};
  const [title, url, placedOn, promisedOn] = ["title", "url", "placedOn", "promisedOn"].map((field) =>
    typedText(typed, field),
  );
  const reference = typedText(typed, "reference").replace(/\s+/g, " ");
  const named = new Set([""]);
  const steps = typedText(typed, "steps")
    .split("\n")
    .map((step) => step.trim().replace(/\s+/g, " "))
    .filter((step) => !named.has(stepKey(step)) && named.add(stepKey(step)));
  if (!before && !reference) faults.reference = "referenceMissing";
  if (!title) faults.title = "titleMissing";
  for (const [field, maxLength] of Object.entries(maxLengths))
    if ([...typedText(typed, field)].length > maxLength) faults[field] = "tooLong";
  if (steps.length > maxSteps) faults.steps = "tooMany";
  if (steps.some((step) => step.length > maxStepLengths.step)) faults.steps = "stepTooLong";
  if (steps.some((step) => stepKey(step) === waitingStep)) faults.steps = "noStep";
  if (url && !isSafeUrl(url)) faults.url = "urlWrong";
  const placedDay = readDay(placedOn!);
  const promisedDay = readDay(promisedOn!);
  if (placedOn && !placedDay) faults.placedOn = "dayWrong";
  if (promisedOn && !promisedDay) faults.promisedOn = "dayWrong";
  if (!faults.placedOn && !faults.promisedOn)
    Object.assign(faults, checkDays(placedDay ?? "", promisedDay ?? "", before, today));
  const facts: OrderFacts = {
    kind: orderKinds.find((kind) => kind === typed.kind) ?? before?.kind ?? "order",
    title: title!.replace(/\s+/g, " "),
    placedAt: momentOf(placedDay, before?.placedAt ?? null),
    promisedDate: promisedDay,
    items: readItems(typed, rows, faults),
    deliverTo: readAddress(typed, before?.deliverTo ?? null),
    invoiceId: before?.invoiceId ?? null,
    url: url || null,
    files: before?.files ?? [],
    steps: steps.length ? steps : null,
    cancelled: before?.cancelled ?? false,
  };
  return { reference, facts, faults };
}
