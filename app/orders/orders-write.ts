import { and, eq, isNull, sql } from "drizzle-orm";
import { newId, type OrgId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import type { PostalAddress } from "#db/schema/columns.ts";
import type { OrderEvent } from "#db/schema/feed.ts";
import { itemLinks } from "#db/schema/mail.ts";
import { orderFiles, orderItems, orders, type OrderKind } from "#db/schema/orders.ts";
import { sha256 } from "#db/secrets.ts";
import { changeRow, insertRow, rowOf } from "#db/statements.ts";
import { transact, type Staff, type System } from "#db/tenant.ts";
import { orderWentOn } from "./approval-news.ts";
import { insertEvent, settleOrder, type Teller } from "./order-events.ts";
import { tellOfCancellation, tellOfEvent } from "./order-news.ts";
import { isStatedAfter, statePromise } from "./order-promises.ts";
import { joinWaiting } from "./waiting-events.ts";

/** Everything a source says of an order but its events. Times are epoch milliseconds, days like 2026-12-01. */
export type OrderFacts = {
  kind: OrderKind;
  title: string;
  placedAt: number | null;
  promisedDate: string | null;
  items: { name: string; quantity: number }[];
  deliverTo: PostalAddress | null;
  invoiceId: string | null;
  url: string | null;
  files: { name: string; url: string }[];
  steps: string[] | null;
  cancelled: boolean;
};

export type OrderOutcome = "created" | "updated" | "unchanged" | "ignored";

type Writer = System | Staff;
type Row = typeof orders.$inferSelect;

const byReference = prepared((db) =>
  db
    .select()
    .from(orders)
    .where(eq(orders.reference, sql.placeholder("reference")))
    .prepare(),
);

/** The order of a reference, whoever's, or null. */
export const orderOf = ({ db }: Writer, reference: string): Row | null => byReference(db).get({ reference }) ?? null;

export const orderById = ({ db }: Writer, id: string): Row | null => rowOf(db, orders, id);

/**
 * Makes an order, or changes it to what is told, all of it, in one transaction. Given to another organization it moves
 * there with everything, and its item links end. `at` is when the source changed it (epoch milliseconds), null for now:
 * what is older than what we hold is `ignored`, but for the history of promised dates. Events that waited for a new
 * order join it. What takes an import back (`takesBack`) promises nothing.
 */
export function putOrder(
  writer: Writer,
  { orgId, reference, facts }: { orgId: OrgId; reference: string; facts: OrderFacts },
  { at: stated, takesBack = false, ...teller }: Teller & { at: number | null; takesBack?: boolean },
): { id: string; outcome: OrderOutcome; movedFrom: OrgId | null } {
  return transact(writer, () => {
    const before = orderOf(writer, reference);
    const at = stated ?? Math.max(teller.now, (before?.sourceUpdatedAt ?? -1) + 1);
    if (before && at < before.sourceUpdatedAt) {
      stateEarlier(writer, before, facts.promisedDate, at, teller);
      return { id: before.id, outcome: "ignored", movedFrom: null };
    }
    const told = { sourceUpdatedAt: at, sourceSha: sha256(JSON.stringify([orgId, facts])) };
    if (before?.sourceSha === told.sourceSha) {
      confirm(writer, before, at, teller);
      return { id: before.id, outcome: "unchanged", movedFrom: null };
    }
    const isPromise = stated !== null || (!takesBack && facts.promisedDate !== (before?.promisedDate ?? null));
    const order = { id: before?.id ?? newId("ord"), orgId, reference };
    if (before) change(writer, before, { ...order, facts, told }, teller);
    else make(writer, { ...order, facts, told }, teller);
    if (isPromise)
      statePromise(writer, order, { promisedDate: facts.promisedDate, statedAt: at, source: teller.source });
    const joined = before ? [] : joinWaiting(writer, order);
    const settled = before || joined.length ? settleOrder(writer, order) : null;
    if (settled) for (const event of joined) tellOfEvent(writer, settled, event, { source: "feed", now: teller.now });
    const movedFrom = before && before.orgId !== orgId ? before.orgId : null;
    return { id: order.id, outcome: before ? "updated" : "created", movedFrom };
  });
}

/** Adds an event to an order, in one transaction: `unchanged` where it is there already, `ignored` where in other words. */
export function addOrderEvent(writer: Writer, order: { id: string; orgId: OrgId }, event: OrderEvent, teller: Teller) {
  return transact(writer, () => {
    const outcome = insertEvent(writer, order, event, teller);
    const settled = outcome === "created" ? settleOrder(writer, order) : null;
    if (outcome === "created") orderWentOn(writer, order.id, teller.now, event.occurredAt);
    if (settled) tellOfEvent(writer, settled, event, teller);
    return outcome;
  });
}

/** Takes an order away with all its parts; its item links end. `now` is epoch milliseconds. */
export function removeOrder(writer: Writer, id: string, now: number) {
  transact(writer, () => {
    const order = orderById(writer, id);
    if (order) endItemLinks(writer, order, now);
    orderWentOn(writer, id, now);
    writer.db.delete(orders).where(eq(orders.id, id)).run();
  });
}

type Told = {
  id: string;
  orgId: OrgId;
  reference: string;
  facts: OrderFacts;
  told: { sourceUpdatedAt: number; sourceSha: string };
};

function make(writer: Writer, { facts, told, ...order }: Told, { source, now }: Teller) {
  const { items, files, ...columns } = facts;
  const newestAt = facts.placedAt ?? told.sourceUpdatedAt;
  const rest = { source, open: !facts.cancelled, newestAt, firstToldAt: told.sourceUpdatedAt, createdAt: now };
  insertRow(writer.db, orders, { ...order, ...columns, ...told, ...rest, updatedAt: now });
  insertParts(writer, order, { items, files });
}

function change(writer: Writer, before: Row, { facts, told, ...order }: Told, teller: Teller) {
  const { db } = writer;
  const { source, now } = teller;
  const { items, files, ...columns } = facts;
  if (before.orgId !== order.orgId) endItemLinks(writer, before, now);
  const lateAt = before.promisedDate === facts.promisedDate ? before.lateAt : null;
  // Another kind has other steps.
  const frozenSteps = before.kind === facts.kind ? before.frozenSteps : null;
  const cancelReason = facts.cancelled && before.orgId === order.orgId ? before.cancelReason : null;
  const since = before.cancelled ? before.cancelledAt : told.sourceUpdatedAt;
  const anew = { lateAt, frozenSteps, cancelReason, cancelledAt: facts.cancelled ? since : null };
  changeRow(db, orders, { id: order.id }, { orgId: order.orgId, ...columns, ...told, ...anew, source, updatedAt: now });
  for (const table of [orderItems, orderFiles]) db.delete(table).where(eq(table.orderId, order.id)).run();
  insertParts(writer, order, { items, files });
  if (facts.cancelled && !before.cancelled) {
    orderWentOn(writer, order.id, now);
    if (before.orgId === order.orgId) tellOfCancellation(writer, order, told.sourceUpdatedAt, teller);
  }
}

/** The same was told again: nothing that anybody sees changes. */
function confirm({ db }: Writer, { id, ...before }: Row, at: number, { source }: Teller) {
  if (before.sourceUpdatedAt === at && before.source === source) return;
  changeRow(db, orders, { id }, { sourceUpdatedAt: at, source });
}

/** What was told before what we hold: since then the day is the one we hold. */
function stateEarlier(writer: Writer, before: Row, promisedDate: string | null, statedAt: number, { source }: Teller) {
  statePromise(writer, before, { promisedDate, statedAt, source });
  const { promisedDate: held, sourceUpdatedAt } = before;
  if (promisedDate !== held && !isStatedAfter(writer, before, statedAt))
    statePromise(writer, before, { promisedDate: held, statedAt: sourceUpdatedAt, source: before.source });
  if (statedAt >= before.firstToldAt) return;
  changeRow(writer.db, orders, { id: before.id }, { firstToldAt: statedAt });
  settleOrder(writer, before);
}

function insertParts(
  { db }: Writer,
  { id: orderId, orgId }: { id: string; orgId: OrgId },
  { items, files }: Pick<OrderFacts, "items" | "files">,
) {
  items.forEach((item, position) => insertRow(db, orderItems, { orgId, orderId, position, ...item }));
  files.forEach((file, position) => insertRow(db, orderFiles, { orgId, orderId, position, ...file }));
}

function endItemLinks({ db }: Writer, { id, orgId }: { id: string; orgId: OrgId }, now: number) {
  const isOf = and(eq(itemLinks.orgId, orgId), eq(itemLinks.kind, "order"), eq(itemLinks.itemId, id));
  db.update(itemLinks)
    .set({ revokedAt: now })
    .where(and(isOf, isNull(itemLinks.revokedAt)))
    .run();
}
