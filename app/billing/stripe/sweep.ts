import { setTimeout as pause } from "node:timers/promises";
import { systemOf, transact, transactUnflushed, type System } from "#db/tenant.ts";
import { backoff } from "../../jobs/backoff.ts";
import type { Worker } from "../../jobs/loop.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { stripeApiFor } from "./stripe-api.ts";
import { faultOf } from "./fault.ts";
import { throttleOf, freeLanes, nextRequestAt } from "./throttle.ts";
import { objectTypes } from "./object-types.ts";
import { isAnswering } from "./probe.ts";
import { markAbsent } from "./sweep-absent.ts";
import { CursorGone, createdOf, readPage, type SweepPage } from "./sweep-page.ts";
import * as plan from "./sweep-plan.ts";
import { noteSweepEnd } from "./sweep-end.ts";
import { readListed, storeListed, type ListedObject } from "./sweep-store.ts";
import { tuningOf } from "./tuning.ts";
import { untilOneEnds, wakeAt } from "./worker-timing.ts";

const leaseMs = 30_000;
const giveUpAfter = 8;
const maxPauseMs = 60_000;
const pagesPerRun = 20;
/** What a sweep leaves of each second's requests to the events. */
const spare = 0.2;

/** Works on the sweep that is open, a few pages at a time; leaves it to another process that is at it: pages go first here. */
export const sweepWorker: Worker = {
  name: "sweep",
  async run(portal) {
    if (!portal.config.stripe) return 0;
    const system = systemOf(connectionOf(portal));
    const job = plan.openSweep(system);
    return job && !plan.isAtWork(system, job, portal.now()) ? sweep(portal, job, pagesPerRun) : 0;
  },
};

/** Reads and stores pages of the sweep, several at a time, until nothing can be done now. Gives how many it tried. */
export async function sweep(portal: Portal, job: plan.SweepJob, maxPages: number): Promise<number> {
  const system = systemOf(connectionOf(portal));
  const { parallel } = tuningOf(portal);
  const { breaker } = throttleOf(portal);
  const active = new Set<Promise<void>>();
  let tried = 0;
  if (!(await isAnswering(portal))) return tried;
  for (;;) {
    while (tried < maxPages && active.size < parallel && freeLanes(portal, parallel, spare) > 0) {
      if (breaker.isOpen() && active.size) break;
      const window = plan.claimWindow(system, job, portal.now(), leaseMs);
      if (!window) break;
      tried++;
      const lane = work(portal, system, window);
      active.add(lane);
      void lane.finally(() => active.delete(lane)).catch(() => {});
    }
    if (!active.size) break;
    await untilOneEnds(active);
  }
  const next = plan.nextWindowAt(system, job, portal.now());
  if (next !== null) wakeAt(portal, "sweep", Math.max(next, nextRequestAt(portal) + 250));
  return tried;
}

async function work(portal: Portal, system: System, window: plan.Window) {
  const objectType = objectTypes.get(window.objectType)!;
  try {
    const page = await readPage(system, objectType, stripeApiFor(portal, "sync"), window, portal.now());
    await store(portal, system, window, page);
  } catch (error) {
    if (error instanceof CursorGone)
      return plan.releaseWindow(system, window, { to: window.at! + 1, startingAfter: null, at: null });
    postpone(portal, system, window, error);
  }
}

/** The page's rows in small transactions, the cursor with the last of them. */
async function store(portal: Portal, system: System, window: plan.Window, page: SweepPage) {
  const objectType = objectTypes.get(window.objectType)!;
  const ours = page.data.filter((raw) => window.from === 0 || (createdOf(raw) ?? 0) >= window.from);
  let step: "lost" | "on" | "last" = "on";
  for (const chunk of chunksOf(ours, tuningOf(portal).rowsPerCommit)) {
    const listed: ListedObject[] = [];
    for (const raw of chunk.items) listed.push(await readListed(objectType, raw));
    step = await inTurn(system, () => {
      const row = plan.heldWindow(system, window);
      if (!row) return "lost";
      const now = portal.now();
      const drifted = listed.filter((one) => storeListed(system, objectType, one, window, now)).length;
      plan.holdWindow(system, window, now + leaseMs, drifted);
      if (!chunk.isLast) return "on";
      const isLast = page.isLast || page.data.some((raw) => (createdOf(raw) ?? Infinity) < row.from);
      if (isLast && plan.isLastOfType(system, window) && !plan.hasFailed(system, window)) return "last";
      plan.moveWindow(system, window, { ...page, isLast, rows: ours.length }, now);
      if (isLast) noteSweepEnd(portal, system, window.job);
      return "on";
    });
    if (step === "lost") return;
  }
  if (step === "last") await endType(portal, system, window, page, ours.length);
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * One transaction at a time, and after each a rest of a quarter of its length: pages get their turn, and whoever else writes finds the file
 * free. None is flushed: what a dying machine takes along is listed again, as the cursor goes back with it.
 */
function inTurn<T>(system: System, write: () => T): Promise<T> {
  const done = turn.then(() => {
    const began = performance.now();
    return { written: transactUnflushed(system, write), took: performance.now() - began };
  });
  turn = done.then(
    ({ took }) => pause(took / 4),
    () => {},
  );
  return done.then(({ written }) => written);
}

function chunksOf<T>(items: readonly T[], size: number): { items: readonly T[]; isLast: boolean }[] {
  const count = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: count }, (_, i) => ({
    items: items.slice(i * size, (i + 1) * size),
    isLast: i === count - 1,
  }));
}

/** All of a type was listed: what is here and was not there is looked at, and then the last window ends. */
async function endType(portal: Portal, system: System, window: plan.Window, page: SweepPage, rows: number) {
  const objectType = objectTypes.get(window.objectType)!;
  const isOurs = () => {
    plan.holdWindow(system, window, portal.now() + leaseMs, 0);
    return plan.heldWindow(system, window) !== null;
  };
  const marked = objectType.listed?.isPartial
    ? 0
    : await markAbsent(system, objectType, window.startedAt, portal.now(), isOurs);
  transact(system, () => {
    plan.holdWindow(system, window, portal.now() + leaseMs, marked);
    plan.moveWindow(system, window, { ...page, isLast: true, rows }, portal.now());
    noteSweepEnd(portal, system, window.job);
  });
}

/** Refusals of the key and of the pace say nothing against the window, an outage passes; Stripe's own no ends it. */
function postpone(portal: Portal, system: System, window: plan.Window, error: unknown) {
  const fault = faultOf(error);
  const now = portal.now();
  const isTry = fault.kind === "failed" || fault.kind === "away";
  const isNo = fault.details !== null || fault.status === 403;
  const attempts = window.attempts + (isTry || isNo ? 1 : 0);
  const reason = fault.message.slice(0, 500);
  const about = { job: window.job, object: window.objectType, attempts, reason };
  if (isNo && attempts >= giveUpAfter && window.error === reason) {
    portal.log.error(about, "stripe's list is given up until the next sweep");
    return transact(system, () => {
      plan.releaseWindow(system, window, { state: "failed", attempts, error: reason });
      noteSweepEnd(portal, system, window.job);
    });
  }
  if (isTry) portal.log.warn(about, "stripe's list could not be read");
  const pause = isTry ? backoff(attempts, tuningOf(portal).random, maxPauseMs) : 0;
  plan.releaseWindow(system, window, {
    attempts,
    error: reason,
    notBefore: Math.max(nextRequestAt(portal), now + pause),
  });
}
