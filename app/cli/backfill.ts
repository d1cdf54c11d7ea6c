import { constants, setPriority } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { systemOf } from "#db/tenant.ts";
import { findSweep } from "../billing/stripe/sweep-progress.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { nextDue } from "../billing/stripe/fetch-queue.ts";
import { throttleOf } from "../billing/stripe/throttle.ts";
import { missingRightsOf } from "../billing/stripe/missing-rights.ts";
import { pollEvents } from "../billing/stripe/poll.ts";
import { beginSweep } from "../billing/stripe/sweep-plan.ts";
import { sweep } from "../billing/stripe/sweep.ts";
import { startHeartbeat } from "../jobs/heartbeat.ts";
import { tune } from "../billing/stripe/tuning.ts";
import { stripeWorker } from "../billing/stripe/worker.ts";
import { stripeTypes } from "../billing/text/billing-health.ts";
import { duration, makeProgress, totals } from "./progress.ts";
import { CommandFailed, printLine } from "./strict.ts";

const pagesAtOnce = 40;
const showMs = 250;
const soonMs = 3_000;

function refuseWhereRefused(portal: Portal) {
  if (throttleOf(portal).breaker.cause() === "key")
    throw new CommandFailed(
      "Stripe rejected the key. Run “foyer stripe setup --check” to see why. The backfill will continue later",
    );
}

/** Reads all that Stripe has, from where it was left, beside any portal that runs and behind it. Throws `CommandFailed`. */
export async function backfill(portal: Portal, { restart }: { restart: boolean }) {
  const system = systemOf(connectionOf(portal));
  tune(portal, { rowsPerCommit: 20 });
  setPriority(constants.priority.PRIORITY_LOW);
  const began = portal.now();
  const heartbeat = startHeartbeat(portal);
  // What events tell of is told to people; all the rest comes silently.
  await pollEvents(portal, { anyway: true });
  beginSweep(system, "backfill", portal.now(), { restart });
  const progress = makeProgress(process.stdout, portal.now);
  const state = () => findSweep(system, "backfill")!;
  const before = state().rows;
  const showing = setInterval(() => progress.show(state()), showMs);
  try {
    while (state().endedAt === null) {
      refuseWhereRefused(portal);
      if (!(await sweep(portal, "backfill", pagesAtOnce))) await pause(showMs);
    }
    await fetchWhatIsLeft(portal);
  } finally {
    heartbeat.stop();
    clearInterval(showing);
    progress.end();
  }
  const ms = Math.max(1, portal.now() - began);
  const ended = state();
  const rows = ended.rows - before;
  printLine(totals(ended) || "Stripe has nothing");
  printLine(`Done: ${rows.toLocaleString("en")} objects in ${duration(ms)}, ${Math.round((1000 * rows) / ms)}/s`);
  const rights = [...missingRightsOf(portal)];
  if (rights.length)
    throw new CommandFailed(
      `The key is missing ${rights.length === 1 ? "a permission" : "permissions"}: ${rights.join(", ")}. Everything else was read. Add ${rights.length === 1 ? "it" : "them"}, then run “foyer stripe retry” to read the rest`,
    );
  const unread = ended.types.filter(({ error }) => error !== null);
  if (unread.length) {
    const all = unread.map(({ type, error }) => `${stripeTypes[type] ?? type} (${error})`).join(", ");
    throw new CommandFailed(`These couldn’t be listed: ${all}. Run “foyer stripe retry” to try them again`);
  }
}

/** Objects that came in part, or that lists did not hold, one by one. */
async function fetchWhatIsLeft(portal: Portal) {
  const system = systemOf(connectionOf(portal));
  for (;;) {
    refuseWhereRefused(portal);
    const done = await stripeWorker.run(portal);
    const due = nextDue(system);
    if (due === null || due > portal.now() + soonMs) return;
    if (!done) await pause(showMs);
  }
}
