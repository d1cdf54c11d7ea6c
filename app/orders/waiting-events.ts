import { and, asc, eq, sql } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { waitingEvents, type OrderEvent } from "#db/schema/feed.ts";
import { removedEvents } from "#db/schema/orders.ts";
import { insertRow } from "#db/statements.ts";
import type { Staff, System } from "#db/tenant.ts";
import { insertEvent, isSameEvent } from "./order-events.ts";

const waiting = prepared((db) =>
  db
    .select()
    .from(waitingEvents)
    .where(eq(waitingEvents.reference, sql.placeholder("reference")))
    .orderBy(asc(waitingEvents.arrivedAt))
    .prepare(),
);

/** Keeps an event for an order nobody has told us of yet. False where it waits already. */
export function keepWaiting({ db }: System, reference: string, event: OrderEvent, actor: string, now: number): boolean {
  const { eventId } = event;
  const row = { reference, eventId, event, actor, arrivedAt: now };
  return db.insert(waitingEvents).values(row).onConflictDoNothing().run().changes > 0;
}

const isThis = (reference: string, eventId: string) =>
  and(eq(waitingEvents.reference, reference), eq(waitingEvents.eventId, eventId));
const find = ({ db }: System, reference: string, eventId: string) =>
  db.select().from(waitingEvents).where(isThis(reference, eventId)).get();

/** Puts an event right that waits for its order, also one that was taken back; null where none does. */
export function correctWaiting(system: System, reference: string, event: OrderEvent): "updated" | "unchanged" | null {
  const held = find(system, reference, event.eventId);
  if (!held) return null;
  if (held.removedAt === null && isSameEvent(held.event, event)) return "unchanged";
  const values = { event, removedAt: null };
  system.db.update(waitingEvents).set(values).where(isThis(reference, event.eventId)).run();
  return "updated";
}

/** Takes an event back that waits for its order; null where none does. `now` is epoch milliseconds. */
export function withdrawWaiting(system: System, reference: string, eventId: string, now: number) {
  const held = find(system, reference, eventId);
  if (!held) return null;
  if (held.removedAt !== null) return "unchanged";
  system.db.update(waitingEvents).set({ removedAt: now }).where(isThis(reference, eventId)).run();
  return "updated";
}

/** Puts the events that waited for an order to it, in the caller's transaction. Gives those that were not taken back. */
export function joinWaiting(
  writer: System | Staff,
  order: { id: string; orgId: OrgId; reference: string },
): OrderEvent[] {
  const { reference } = order;
  const rows = waiting(writer.db).all({ reference });
  const { id: orderId, orgId } = order;
  for (const { event, eventId, actor, arrivedAt, removedAt } of rows) {
    if (removedAt === null) insertEvent(writer, order, event, { source: "feed", actor, now: arrivedAt });
    else insertRow(writer.db, removedEvents, { orgId, orderId, eventId, removedAt });
  }
  if (rows.length) writer.db.delete(waitingEvents).where(eq(waitingEvents.reference, reference)).run();
  return rows.filter(({ removedAt }) => removedAt === null).map(({ event }) => event);
}
