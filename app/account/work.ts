import { and, isNull, lte } from "drizzle-orm";
import { enqueue } from "#db/jobs.ts";
import type { PersonId } from "#db/ids.ts";
import { departures } from "#db/schema/account.ts";
import { systemOf, type System } from "#db/tenant.ts";
import { jobWorker } from "../jobs/queue.ts";
import type { Work } from "../jobs/work.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { erase } from "./erasure.ts";

/** Whoever is due, also where an erasure was given up: nobody is forgotten. */
export function orderErasures(portal: Portal, system: System) {
  const now = portal.now();
  const isDue = and(isNull(departures.cancelledAt), isNull(departures.erasedAt), lte(departures.dueAt, now));
  const due = system.db.select({ personId: departures.personId }).from(departures).where(isDue).all();
  for (const { personId } of due)
    enqueue(system, "person.erase", { personId }, { now, dedupeKey: `person.erase ${personId}` });
  if (due.length) portal.nudge();
}

export const accountWork: Work = {
  workers: [
    jobWorker({
      "person.erase": (portal, { personId }, hold) =>
        erase(portal, systemOf(connectionOf(portal)), personId as PersonId, hold),
    }),
  ],
  scheduled: [{ at: "47 3 * * *", atStart: true, run: orderErasures }],
};
