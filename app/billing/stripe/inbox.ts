import { sql } from "drizzle-orm";
import { stripeEvents } from "#db/schema/stripe.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { isLive } from "./client.ts";
import { markForFetch, type ObjectRef } from "./fetch-queue.ts";
import { objectsToFetch } from "./event-objects.ts";
import type { Event } from "./event.ts";
import { objectTypes } from "./object-types.ts";
import { prepared } from "#db/prepared.ts";

type Status = (typeof stripeEvents.$inferInsert)["status"];
type ReceivedEvent = { event: Event; payload: string; source: "webhook" | "poll" };
type Waiting = ReceivedEvent & { stored(status: Status): void; failed(error: unknown): void };

const queues = new WeakMap<Portal, Waiting[]>();

/**
 * Stores an event durably and marks what it tells of, once however often it comes. Events that arrive in the same turn
 * share a transaction, and so one wait for the disk. Rejects where the database does.
 */
export function storeEvent(portal: Portal, received: ReceivedEvent): Promise<Status> {
  return new Promise((stored, failed) => {
    const queue = queues.get(portal);
    const waiting = { ...received, stored, failed };
    if (queue) return void queue.push(waiting);
    queues.set(portal, [waiting]);
    setImmediate(() => {
      const all = queues.get(portal)!;
      queues.delete(portal);
      commit(portal, all);
    });
  });
}

function commit(portal: Portal, all: Waiting[]) {
  try {
    const system = systemOf(connectionOf(portal));
    const statuses = transact(system, () => all.map((received) => insert(portal, system, received)));
    all.forEach(({ stored }, i) => stored(statuses[i]!));
  } catch (error) {
    if (all.length === 1) all[0]!.failed(error);
    else for (const one of all) commit(portal, [one]);
  }
}

function insert(portal: Portal, system: System, { event, payload, source }: ReceivedEvent): Status {
  const now = portal.now();
  const { object: _object, previous: _previous, ...envelope } = event;
  const refs = objectsToFetch(event).filter(({ type }) => objectTypes.has(type));
  const status = isForeign(portal, event) ? "rejected_mode" : refs.length ? "queued" : "ignored";
  const { deliveries } = inserting(system.db).get({ ...envelope, source, payload, status, receivedAt: now });
  if (deliveries === 1 && status === "queued") markAll(system, refs, event, now);
  return status;
}

const p = sql.placeholder;
const inserting = prepared((db) =>
  db
    .insert(stripeEvents)
    .values({
      eventId: p("eventId"),
      source: p("source"),
      style: p("style"),
      type: p("type"),
      apiVersion: p("apiVersion"),
      livemode: p("livemode"),
      account: p("account"),
      created: p("created"),
      objectType: p("objectType"),
      objectId: p("objectId"),
      payload: p("payload"),
      receivedAt: p("receivedAt"),
      status: p("status"),
    })
    .onConflictDoUpdate({ target: stripeEvents.eventId, set: { deliveries: sql`deliveries + 1` } })
    .returning({ deliveries: stripeEvents.deliveries })
    .prepare(),
);

function markAll(system: System, refs: ObjectRef[], { created }: Event, now: number) {
  const eventAt = created === null ? now : Math.min(created * 1000, now);
  for (const ref of refs) markForFetch(system, ref, { now, eventAt });
}

/** Of a connected account, or of the other mode: fetching its object with our key would find nothing. */
function isForeign(portal: Portal, { account, livemode }: Event): boolean {
  const live = isLive(portal);
  return account !== null || (live !== null && livemode !== null && live !== livemode);
}
