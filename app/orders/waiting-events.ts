import { asc, eq, lt, sql } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { waitingEvents, type OrderEvent } from "#db/schema/feed.ts";
import type { Staff, System } from "#db/tenant.ts";
import { insertEvent } from "./order-events.ts";

const keptMs = 30 * 24 * 60 * 60_000;

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

/** Puts the events that waited for an order to it, in the caller's transaction. Gives them. */
export function joinWaiting(
  writer: System | Staff,
  order: { id: string; orgId: OrgId; reference: string },
): OrderEvent[] {
  const { reference } = order;
  const rows = waiting(writer.db).all({ reference });
  for (const { event, actor, arrivedAt } of rows) {
    insertEvent(writer, order, event, { source: "feed", actor, now: arrivedAt });
  }
  if (rows.length) writer.db.delete(waitingEvents).where(eq(waitingEvents.reference, reference)).run();
  return rows.map(({ event }) => event);
}

/** Forgets events whose order did not come in 30 days. Gives how many. */
export function dropOldWaiting({ db }: System, now: number): number {
  return db
    .delete(waitingEvents)
    .where(lt(waitingEvents.arrivedAt, now - keptMs))
    .run().changes;
}
