import type { PostalAddress } from "#db/schema/columns.ts";
import type { OrderEvent } from "#db/schema/feed.ts";
import { orderKinds } from "#db/schema/orders.ts";
import { sha256 } from "#db/secrets.ts";
import * as schemas from "../feed/schemas.ts";
import { stepKey, waitingStep } from "../models/order-steps.ts";
import type { OrderFacts } from "../models/orders-write.ts";
import { readDay, readItems, readMoment, readYes } from "./cells.ts";
import { columns, type Cells, type Column } from "../models/import-columns.ts";

export type Fault = { column: Column; fault: string };

/** A line, read: what it changes of an order, whose the order is, and the step it tells. */
export type Row = {
  reference: string;
  customer: string | null;
  facts: Partial<OrderFacts>;
  event: OrderEvent | null;
};

/** Where the feed's names of fields stand in a file. */
const columnOf: Readonly<Record<string, Column>> = {
  title: "title",
  kind: "kind",
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
  note: "note",
  carrier: "carrier",
  trackingNumber: "tracking number",
  trackingUrl: "tracking link",
};
const ofOrder = schemas.order.omit({ organization: true }).partial();
const addressColumns: readonly Column[] = ["address 1", "address 2", "postal code", "city", "region", "country"];
const ofStep: readonly Column[] = ["step date", "note", "carrier", "tracking number", "tracking link"];

const cannotAsk = "asks the customer for something, which a file cannot: tell it through the feed";

type Issue = { path: PropertyKey[]; message: string };
const faultsOf = (issues: readonly Issue[]): Fault[] =>
  issues.map(({ path, message }) => ({
    column: columnOf[String(path[0] === "deliverTo" ? path[1] : path[0])] ?? "reference",
    fault: message,
  }));

/** Reads a line; `importedAt` is when its step happened where it does not say (epoch milliseconds). */
export function readRow(cells: Cells, importedAt: number): { row: Row; faults: Fault[] } {
  const faults: Fault[] = [];
  const said = (column: Column) => cells[column]?.trim() || null;
  const has = (column: Column) => cells[column] !== undefined;
  function read<T>(column: Column, how: (text: string) => T | null, otherwise: string): T | null {
    const text = said(column);
    const value = text === null ? null : how(text);
    if (text !== null && value === null) faults.push({ column, fault: otherwise });
    return value;
  }

  const reference = said("reference") ?? "";
  const problem = schemas.reference.safeParse(reference).error;
  if (problem) faults.push(...faultsOf(problem.issues));

  const noDay = "is no date: write it like 2026-12-01";
  const placedAt = read("placed", readMoment, noDay);
  const promisedDate = read("promised", readDay, noDay);
  const cancelled = read("cancelled", readYes, "must be yes or no") ?? false;
  const deliverTo = addressColumns.some(has) ? addressOf(said) : undefined;
  const kind = read("kind", readKind, "must be order or project") ?? undefined;
  const title = said("title");
  const items = readItems(said("items") ?? "");
  const sent = { kind, title: title ?? undefined, items, invoice: said("invoice"), url: said("link"), deliverTo };
  const checked = ofOrder.safeParse(sent);
  if (checked.error) faults.push(...faultsOf(checked.error.issues));

  const facts: Partial<OrderFacts> = {
    ...(kind ? { kind } : {}),
    ...(title ? { title } : {}),
    ...(has("placed") ? { placedAt } : {}),
    ...(has("promised") ? { promisedDate } : {}),
    ...(has("items") ? { items } : {}),
    ...(has("invoice") ? { invoiceId: said("invoice") } : {}),
    ...(has("link") ? { url: said("link") } : {}),
    ...(deliverTo === undefined ? {} : { deliverTo }),
    ...(has("cancelled") ? { cancelled } : {}),
  };

  const stepAt = read("step date", readMoment, noDay);
  const event = said("step") ? eventOf(said, stepAt, importedAt) : null;
  const without = event ? undefined : ofStep.find((column) => said(column));
  if (without) faults.push({ column: without, fault: "belongs to a step, and this line names none" });
  if (event) {
    if (stepKey(event.step) === waitingStep) faults.push({ column: "step", fault: cannotAsk });
    const told = schemas.event.safeParse({ ...event, occurredAt: new Date(event.occurredAt).toISOString() });
    if (told.error) faults.push(...faultsOf(told.error.issues));
  }
  return { row: { reference, customer: said("customer"), facts, event }, faults: inOrder(faults) };
}

const readKind = (text: string) => orderKinds.find((kind) => kind === text.toLowerCase()) ?? null;

/** As the columns follow one another, each once however many checks it fails. */
const inOrder = (faults: Fault[]) => columns.flatMap((column) => faults.find((fault) => fault.column === column) ?? []);

function addressOf(said: (column: Column) => string | null): PostalAddress | null {
  const address = {
    line1: said("address 1"),
    line2: said("address 2"),
    postalCode: said("postal code"),
    city: said("city"),
    region: said("region"),
    country: said("country")?.toUpperCase() ?? null,
  };
  return Object.values(address).some(Boolean) ? address : null;
}

/** The same step of the same day in the same words is the same event, however often the file is imported. */
function eventOf(said: (column: Column) => string | null, stepAt: number | null, importedAt: number): OrderEvent {
  const told = {
    step: said("step")!,
    note: said("note"),
    carrier: said("carrier"),
    trackingNumber: said("tracking number"),
    trackingUrl: said("tracking link"),
  };
  const eventId = `import ${sha256(JSON.stringify([stepAt, told])).slice(0, 24)}`;
  return { eventId, ...told, occurredAt: stepAt ?? importedAt, needs: null };
}
