import { setImmediate } from "node:timers/promises";
import { and, eq, inArray, sql } from "drizzle-orm";
import { newLease, noLease } from "#db/lease.ts";
import { stripeCursors, stripeEvents } from "#db/schema/stripe.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import { backoff } from "../../jobs/backoff.ts";
import { ages } from "../../jobs/ages.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { stripeApiFor, type StripeObject } from "./stripe-api.ts";
import { knownEventTypes } from "./event-objects.ts";
import { readEvent } from "./event.ts";
import { faultOf, StripeFault } from "./fault.ts";
import { storeEvent } from "./inbox.ts";
import { beginSweep } from "./sweep-plan.ts";
import { tuningOf } from "./tuning.ts";

const minute = 60_000;
const everyMs = 5 * minute;
const leaseMs = 2 * minute;
const overlapSeconds = 2 * 60 * 60;
/** Stripe keeps events for 30 days; a longer silence is made up for by a backfill. */
const maxSilenceSeconds = 28 * 24 * 60 * 60;
const typesPerCall = 20;
const maxPages = 10_000;
const droppedAtOnce = 1_000;

type Cursor = typeof stripeCursors.$inferSelect & { leaseOwner: string };
const isCursor = eq(stripeCursors.job, "events");

/**
 * Fetches the events that Stripe has made since the last time, two hours of overlap included, and stores those that no
 * webhook brought. The cursor moves only when all of them are stored. The first time, and after 28 days without, a
 * backfill begins. Gives how many were new; null where it is not due (unless `anyway`), or Stripe gave no answer.
 */
export async function pollEvents(portal: Portal, { anyway = false } = {}): Promise<number | null> {
  if (!portal.config.stripe) return null;
  const system = systemOf(connectionOf(portal));
  const cursor = takeCursor(system, portal.now(), anyway);
  if (!cursor) return null;
  const until = Math.floor(portal.now() / 1000);
  try {
    const since = Math.max(cursor.from, cursor.to - overlapSeconds);
    let found = 0;
    for (let first = 0; first < knownEventTypes.length; first += typesPerCall)
      found += await pollTypes(portal, system, cursor, knownEventTypes.slice(first, first + typesPerCall), since);
    put(system, cursor, {
      to: Math.max(cursor.to, until),
      attempts: 0,
      error: null,
      notBefore: portal.now() + everyMs,
    });
    if (found) portal.log.info({ found }, "events that no webhook brought were fetched");
    return found;
  } catch (error) {
    const { message, kind } = faultOf(error);
    // A right that is missing is told of by itself, and nothing that comes sooner mends it.
    const attempts = kind === "forbidden" ? 0 : cursor.attempts + 1;
    const pause = attempts ? backoff(attempts, tuningOf(portal).random, everyMs) : everyMs;
    const notBefore = portal.now() + pause;
    put(system, cursor, { attempts, error: message.slice(0, 500), notBefore });
    portal.log.warn({ attempts, reason: message }, "stripe's events could not be fetched");
    return null;
  }
}

/** Leases the cursor where its turn has come; makes it the first time. */
function takeCursor(system: System, now: number, anyway: boolean): Cursor | null {
  const { db } = system;
  return transact(system, () => {
    const seconds = Math.floor(now / 1000);
    const row = db.select().from(stripeCursors).where(isCursor).get();
    if (row && ((row.leaseUntil ?? 0) >= now || (row.notBefore > now && !anyway))) return null;
    const lease = { ...newLease(now + leaseMs), state: "running", updatedAt: now } as const;
    if (!row) {
      beginSweep(system, "backfill", now);
      // What was made before the portal began is history: it comes by the backfill, which tells nobody.
      const times = { from: seconds + 1, to: seconds + 1, startedAt: now };
      const first = { job: "events", objectType: "event", ...times, ...lease };
      return db.insert(stripeCursors).values(first).returning().get() as Cursor;
    }
    const isOld = row.to < seconds - maxSilenceSeconds;
    if (isOld) beginSweep(system, "backfill", now, { restart: true });
    const changes = { ...lease, to: isOld ? seconds : row.to };
    return db.update(stripeCursors).set(changes).where(isCursor).returning().get() as Cursor;
  });
}

function put({ db }: System, { leaseOwner }: Cursor, changes: Partial<typeof stripeCursors.$inferInsert>) {
  db.update(stripeCursors)
    .set({ ...changes, state: "waiting", ...noLease })
    .where(and(isCursor, eq(stripeCursors.leaseOwner, leaseOwner)))
    .run();
}

/** All events of these types since then, page by page, the newest first. Gives how many were new. */
async function pollTypes(portal: Portal, system: System, cursor: Cursor, types: readonly string[], since: number) {
  const api = stripeApiFor(portal, "sync");
  const query: Record<string, string> = { "created[gte]": String(since) };
  types.forEach((type, i) => (query[`types[${i}]`] = type));
  let found = 0;
  for (let page = 0; page < maxPages; page++) {
    const { data, hasMore } = await api.page("event", "/v1/events", query);
    found += await storeUnknown(portal, system, data);
    const last = data.at(-1)?.id;
    if (!hasMore || !last) return found;
    if (last === query.starting_after) break;
    query.starting_after = last;
    system.db
      .update(stripeCursors)
      .set({ leaseUntil: portal.now() + leaseMs })
      .where(and(isCursor, eq(stripeCursors.leaseOwner, cursor.leaseOwner)))
      .run();
  }
  throw new StripeFault("failed", "Stripe's list of events does not end");
}

async function storeUnknown(portal: Portal, system: System, events: StripeObject[]): Promise<number> {
  const ids = events.map(({ id }) => id);
  const known = system.db
    .select({ id: stripeEvents.eventId })
    .from(stripeEvents)
    .where(inArray(stripeEvents.eventId, ids))
    .all();
  const seen = new Set(known.map(({ id }) => id));
  const fresh = events.filter(({ id }) => !seen.has(id)).reverse();
  await Promise.all(
    fresh.map((body) => {
      const payload = JSON.stringify(body);
      return storeEvent(portal, { event: readEvent(body, Buffer.from(payload)), payload, source: "poll" });
    }),
  );
  if (fresh.length) portal.nudge();
  return fresh.length;
}

/** Drops what stored events said, 35 days after they came; that they came is kept. Gives how many. */
export async function dropOldPayloads({ db }: System, now: number): Promise<number> {
  const isOld = sql`received_at < ${now - ages.stripeEventPayloads} and payload is not null`;
  const some = sql`select seq from ${stripeEvents} where ${isOld} limit ${droppedAtOnce}`;
  let dropped = 0;
  for (let changes = droppedAtOnce; changes === droppedAtOnce; await setImmediate()) {
    changes = db.run(sql`update ${stripeEvents} set payload = null where seq in (${some})`).changes;
    dropped += changes;
  }
  return dropped;
}
