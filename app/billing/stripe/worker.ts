import { systemOf, transact, type System } from "#db/tenant.ts";
import { backoff } from "../../jobs/backoff.ts";
import type { Worker } from "../../jobs/loop.ts";
import { addStaffTask, closeStaffTask } from "../../company/staff-tasks.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { alertStaff } from "./alerts.ts";
import { stripeApiFor } from "./stripe-api.ts";
import { claimMarked, nextDue, releaseClaim, markFetched, type Lease } from "./fetch-queue.ts";
import { faultOf, type StripeFault } from "./fault.ts";
import { throttleOf, freeLanes, nextRequestAt } from "./throttle.ts";
import { readOne } from "./object-type.ts";
import { notifyOfOutage } from "./outage.ts";
import { pollEvents } from "./poll.ts";
import { isAnswering } from "./probe.ts";
import { objectTypes } from "./object-types.ts";
import { storeObservation } from "./store-observation.ts";
import { tuningOf } from "./tuning.ts";
import { unparkUnanswered } from "./resume.ts";
import { untilOneEnds, wakeAt } from "./worker-timing.ts";

const parkAfter = 12;
const maxPerRun = 100;
const maxPauseMs = 5_000;
const begun = new WeakSet<Portal>();

/** Fetches what is marked, several objects at a time, and stores each in one transaction. */
export const stripeWorker: Worker = {
  name: "stripe",
  async run(portal) {
    if (!portal.config.stripe) return 0;
    const system = systemOf(connectionOf(portal));
    const { leaseMs, parallel } = tuningOf(portal);
    if (!begun.has(portal)) unparkUnanswered(system, portal.now());
    begun.add(portal);
    notifyOfOutage(portal);
    if (!(await isAnswering(portal))) {
      wakeAt(portal, "stripe", nextRequestAt(portal));
      return 0;
    }
    const polled = pollWhereOwed(portal);
    const active = new Set<Promise<void>>();
    let [claimed, done] = [0, 0];
    for (;;) {
      const limit = claimed < maxPerRun ? Math.min(parallel - active.size, freeLanes(portal, parallel)) : 0;
      for (const lease of claimMarked(system, { now: portal.now(), leaseMs, limit })) {
        claimed++;
        const job = work(portal, system, lease).then((ended) => {
          if (!ended) return;
          done++;
          // What it stored may have left mails and jobs.
          portal.nudge();
        });
        active.add(job);
        void job.finally(() => active.delete(job)).catch(() => {});
      }
      if (!active.size) break;
      await untilOneEnds(active);
    }
    // While the pace is used up, what waits is not counted again for every webhook that comes.
    const opens = nextRequestAt(portal);
    const due = opens > portal.now() ? opens : nextDue(system);
    if (due !== null) wakeAt(portal, "stripe", Math.max(due, opens));
    return done + (await polled);
  },
};

/** After an outage the events come at once, beside the objects that waited. */
async function pollWhereOwed(portal: Portal): Promise<number> {
  const throttle = throttleOf(portal);
  if (!throttle.isPollOwed) return 0;
  throttle.isPollOwed = false;
  return (await pollEvents(portal, { anyway: true })) ?? 0;
}

/** Gives whether it came to an end, good or bad; false where it was not even tried. */
async function work(portal: Portal, system: System, lease: Lease): Promise<boolean> {
  const notBefore = nextRequestAt(portal);
  if (notBefore > portal.now()) {
    releaseClaim(system, lease, { notBefore });
    return false;
  }
  const objectType = objectTypes.get(lease.type)!;
  try {
    const answer = await readOne(objectType, stripeApiFor(portal, "sync"), lease.id);
    transact(system, () => {
      storeObservation(system, objectType, lease.id, answer, lease.obs, portal.now());
      markFetched(system, lease);
      if (lease.lastError) closeStaffTask(system, "stripe-object-stuck", `${lease.type} ${lease.id}`, portal.now());
    });
  } catch (error) {
    postpone(portal, system, lease, error);
  }
  return true;
}

/**
 * What says something of Stripe as a whole says nothing against the object; all else counts, and too much of it parks it. A
 * right that is missing parks it at once: staff are told of the right, and all comes again when it is given.
 */
function postpone(portal: Portal, system: System, lease: Lease, error: unknown) {
  const { kind, message, isOfStripe } = faultOf(error);
  const now = portal.now();
  const { random } = tuningOf(portal);
  const attempts = lease.attempts + (kind === "failed" ? 1 : 0);
  const notBefore = Math.max(nextRequestAt(portal), now + backoff(Math.max(1, attempts), random));
  const lastError = message.slice(0, 500);
  if (isOfStripe) return wait(portal, system, lease, kind, lastError);
  const about = { object: lease.type, id: lease.id, attempts };
  if (kind === "forbidden") return releaseClaim(system, lease, { attempts, lastError, notBefore, parkedAt: now });
  if (attempts < parkAfter) {
    portal.log.warn({ ...about, reason: lastError }, "stripe's object could not be fetched");
    return releaseClaim(system, lease, { attempts, lastError, notBefore });
  }
  portal.log.error({ ...about, err: error }, "stripe's object is given up until it changes");
  transact(system, () => {
    releaseClaim(system, lease, { attempts, lastError, notBefore, parkedAt: now });
    const subject = `${lease.type} ${lease.id}`;
    addStaffTask(system, "stripe-object-stuck", subject, `Stripe’s ${subject} can’t be fetched: ${lastError}`, now);
    alertStaff(portal, system, "parked", lease.type);
  });
}

/** Soon again, and sooner still once Stripe answers. */
function wait(portal: Portal, system: System, lease: Lease, kind: StripeFault["kind"], lastError: string) {
  const unanswered = lease.unanswered + (kind === "away" ? 1 : 0);
  const pause = kind === "away" ? backoff(unanswered, tuningOf(portal).random, maxPauseMs) : 0;
  releaseClaim(system, lease, {
    unanswered,
    lastError,
    notBefore: Math.max(nextRequestAt(portal), portal.now() + pause),
  });
  if (lastError !== lease.lastError)
    portal.log.warn({ object: lease.type, id: lease.id, reason: lastError }, "stripe gave no answer for an object");
}
