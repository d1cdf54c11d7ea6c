import { stripeOutage } from "#db/schema/stripe.ts";
import { prepared } from "#db/prepared.ts";
import { systemOf, transact, type Staff, type System } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { alertStaff } from "./alerts.ts";
import { throttleOf } from "./throttle.ts";
import { resumeAfterOutage } from "./resume.ts";

const tellAfterMs = 5 * 60_000;
const refusedMs = 60_000;

const finding = prepared((db) => db.select().from(stripeOutage).prepare());

/** Since when Stripe does not answer, in epoch milliseconds, and why; null while it does. */
export function findOutage({ db }: System | Staff) {
  return finding(db).get() ?? null;
}

/** Stripe does not answer, since then: pages, health and the log say so. */
export function noteOutage(portal: Portal, since: number, reason: string) {
  const { db } = systemOf(connectionOf(portal));
  const { changes } = db
    .insert(stripeOutage)
    .values({ id: 1, since, reason: reason.slice(0, 500) })
    .onConflictDoNothing()
    .run();
  if (changes) portal.log.error({ reason }, "stripe does not answer; one request at a time finds out whether it does");
}

/** Stripe answers again: all that waited is due at once, the events poll too, and staff who were told are told. */
export function endOutage(portal: Portal) {
  const system = systemOf(connectionOf(portal));
  const now = portal.now();
  transact(system, () => {
    throttleOf(portal).isPollOwed = resumeAfterOutage(system, now);
    const ended = system.db.delete(stripeOutage).returning().get();
    if (!ended) return;
    portal.log.info({ seconds: Math.round((now - ended.since) / 1000) }, "stripe answers again");
    if (ended.toldAt !== null) alertStaff(portal, system, "back", String(ended.since));
  });
}

/** Tells the company's people, once, of an outage that has lasted five minutes. A minute of nothing but 429 is one. */
export function notifyOfOutage(portal: Portal) {
  const system = systemOf(connectionOf(portal));
  const now = portal.now();
  const refusedSince = throttleOf(portal).limiters.sync.refusedSince();
  if (refusedSince !== null && now - refusedSince >= refusedMs)
    noteOutage(portal, refusedSince, "Stripe answers that it is asked too much");
  const outage = findOutage(system);
  if (!outage || outage.toldAt !== null || now - outage.since < tellAfterMs) return;
  transact(system, () => {
    const { changes } = system.db.update(stripeOutage).set({ toldAt: now }).run();
    if (!changes) return;
    alertStaff(portal, system, "away", String(outage.since));
  });
}
