import type { PostalAddress } from "#db/schema/columns.ts";
import type { OrderEvent } from "#db/schema/feed.ts";
import type { DateOrder } from "#db/schema/imports.ts";
import { orderKinds } from "#db/schema/orders.ts";
import { sha256 } from "#db/secrets.ts";
import * as schemas from "../feed/schemas.ts";
import { stepKey, waitingStep } from "../orders/order-steps.ts";
import type { OrderFacts } from "../orders/orders-write.ts";
import { columns, type Cells, type Column } from "./import-columns.ts";
import type { CellFault, FaultName } from "./import-faults.ts";
import { rowFaultOf } from "./row-faults.ts";
import { readItems, readYes } from "./cells.ts";
import { readDate } from "./dates.ts";

/** A line, read: what it changes of an order, whose the order is, and the step it tells. */
export type OrderRow = {
  reference: string;
  customer: string | null;
  facts: Partial<OrderFacts>;
  event: OrderEvent | null;
};

const ofOrder = schemas.order.omit({ organization: true }).partial();
const addressColumns: readonly Column[] = ["address 1", "address 2", "postal code", "city", "region", "country"];
const ofStep: readonly Column[] = ["step date", "note", "carrier", "tracking number", "tracking link"];

/**
 * How a file is read: the order of its dates and the sign before its decimals, null where that cannot be told, and when
 * a step happened that has no date (epoch milliseconds).
 */
export type RowManner = { dateOrder: DateOrder | null; decimalSign: "." | "," | null; importedAt: number };

/** Reads a line. */
export function readRow(
  cells: Cells,
  { dateOrder, decimalSign, importedAt }: RowManner,
): { row: OrderRow; faults: CellFault[] } {
  const faults: CellFault[] = [];
  const said = (column: Column) => cells[column]?.trim() || null;
  const has = (column: Column) => cells[column] !== undefined;
  function read<T>(column: Column, how: (text: string) => T | null, is: FaultName): T | null {
    const text = said(column);
    const value = text === null ? null : how(text);
    if (text !== null && value === null) faults.push({ column, is });
    return value;
  }

  function readDateOf(column: Column) {
    const text = said(column);
    const date = text === null ? null : readDate(text, dateOrder);
    if (typeof date !== "string") return date;
    faults.push({ column, is: date });
    return null;
  }

  const reference = said("reference") ?? "";
  const problem = schemas.orderReference.safeParse(reference).error;
  if (problem) faults.push(...problem.issues.map(rowFaultOf));

  const placedAt = readDateOf("placed")?.at ?? null;
  const promisedDate = readDateOf("promised")?.day ?? null;
  const cancelled = read("cancelled", readYes, "yesOrNo") ?? false;
  const deliverTo = addressColumns.some(has) ? addressOf(said) : undefined;
  const kind = read("kind", readKind, "kind") ?? undefined;
  const title = said("title");
  const items = read("items", (text) => readItems(text, decimalSign), "quantity") ?? [];
  const placed = { placedAt: placedAt === null ? null : new Date(placedAt).toISOString() };
  const named = { kind, title: title ?? undefined, invoice: said("invoice"), url: said("link") };
  const sent = { ...named, ...placed, items, deliverTo };
  const checked = ofOrder.safeParse(sent);
  if (checked.error) faults.push(...checked.error.issues.map(rowFaultOf));

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

  const stepAt = readDateOf("step date")?.at ?? null;
  const event = said("step") ? eventOf(said, stepAt, importedAt) : null;
  const without = event ? undefined : ofStep.find((column) => said(column));
  if (without) faults.push({ column: without, is: "withoutStep" });
  if (event) {
    if (stepKey(event.step) === waitingStep) faults.push({ column: "step", is: "cannotAsk" });
    const told = schemas.event.safeParse({ ...event, occurredAt: new Date(event.occurredAt).toISOString() });
    if (told.error) faults.push(...told.error.issues.map(rowFaultOf));
  }
  return { row: { reference, customer: said("customer"), facts, event }, faults: inOrder(faults) };
}

const readKind = (text: string) => orderKinds.find((kind) => kind === text.toLowerCase()) ?? null;

/** As the columns follow one another, each once however many checks it fails. */
const inOrder = (faults: CellFault[]) =>
  columns.flatMap((column) => faults.find((fault) => fault.column === column) ?? []);

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
