import { setImmediate } from "node:timers/promises";
import { asc, inArray, lt, sql } from "drizzle-orm";
import { trips, tripWeeks } from "#db/schema/trips.ts";
import { transact, type System } from "#db/tenant.ts";
import { ages } from "../jobs/ages.ts";
import { isoDay } from "../text/format.ts";
import type { Trip } from "./trip-steps.ts";
import { isoWeek } from "./weeks.ts";

const batch = 500;

/**
 * Adds trips that are too old to the sums of their weeks and removes them, 500 in a transaction. What was never delivered
 * is in no sum. Gives how many; `now` is epoch milliseconds.
 */
export async function sumUpOldTrips(system: System, now: number): Promise<number> {
  const { db } = system;
  const isOld = lt(trips.sentAt, now - ages.trips);
  let gone = 0;
  for (let count = batch; count === batch; await setImmediate()) {
    count = transact(system, () => {
      const old = db.select().from(trips).where(isOld).orderBy(asc(trips.sentAt)).limit(batch).all();
      for (const trip of old) if (trip.deliveredAt !== null) addToWeek(system, trip);
      const ids = old.map(({ mailId }) => mailId);
      db.delete(trips).where(inArray(trips.mailId, ids)).run();
      return old.length;
    });
    gone += count;
  }
  return gone;
}

function addToWeek({ db }: System, trip: Trip) {
  const isProven = trip.personAt !== null;
  const n = {
    delivered: 1,
    likely: trip.firstHitAt !== null && !isProven ? 1 : 0,
    proven: isProven ? 1 : 0,
    taps: trip.done ? trip.taps : 0,
    seconds: isProven && trip.doneAt !== null ? Math.round((trip.doneAt - trip.personAt!) / 1000) : 0,
    hitsMachine: trip.hitsMachine,
  };
  const plus = (name: keyof typeof n) => sql`${tripWeeks[name]} + ${n[name]}`;
  db.insert(tripWeeks)
    .values({ week: isoWeek(isoDay(trip.sentAt)), kind: trip.kind, done: trip.done ?? "", ...n })
    .onConflictDoUpdate({
      target: [tripWeeks.week, tripWeeks.kind, tripWeeks.done],
      set: {
        delivered: plus("delivered"),
        likely: plus("likely"),
        proven: plus("proven"),
        taps: plus("taps"),
        seconds: plus("seconds"),
        hitsMachine: plus("hitsMachine"),
      },
    })
    .run();
}
