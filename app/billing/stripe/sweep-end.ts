import type { System } from "#db/tenant.ts";
import type { Portal } from "../../portal.server.ts";
import { alertStaff } from "./alerts.ts";
import { driftOf, nextWindowAt, type SweepJob } from "./sweep-plan.ts";

const fewRows = 5;

/**
 * Once no window of the sweep is open, the log is told, and the company's people where more than a few rows stood
 * otherwise; in the transaction that ends a window.
 */
export function noteSweepEnd(portal: Portal, system: System, job: SweepJob) {
  if (nextWindowAt(system, job, portal.now()) !== null) return;
  const drift = job === "reconcile" ? driftOf(system, job) : [];
  const drifted = drift.reduce((sum, { rows }) => sum + rows, 0);
  portal.log.info({ job, drifted }, "stripe's lists were read to their end");
  if (drifted > fewRows) alertStaff(portal, system, "drift", "reconcile");
}
