import { systemOf } from "#db/tenant.ts";
import { billingHealth, listParked } from "../billing/billing-health.ts";
import type { SweepState } from "../billing/stripe/sweep-progress.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { stripeTypes } from "../billing/text/billing-health.ts";
import { mixedModes } from "../config.server.ts";
import { silence } from "../company/silence.ts";
import { formatFor } from "../text/format.ts";
import { defaultLocale } from "../text/locale.ts";
import { totals } from "./progress.ts";
import { printLine } from "./strict.ts";

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const moment = (ms: number | null) => (iso(ms) ?? "never").replace(/\.\d+Z$/, "Z");

function sweepOf(sweep: SweepState | null) {
  if (!sweep) return null;
  const { startedAt, endedAt, types, rows, drifted, waitsFor } = sweep;
  return { startedAt: iso(startedAt), endedAt: iso(endedAt), rows, drifted, types, waitsFor };
}

/** Says how far the portal is in step with Stripe; as JSON with times in ISO 8601 and the lag in seconds. */
export function tellStatus(portal: Portal, { json }: { json: boolean }) {
  const system = systemOf(connectionOf(portal));
  const health = billingHealth(system, portal.now());
  const parked = listParked(system);
  const { lastEventAt, lag, waiting, silence: away, events, backfill, reconcile } = health;
  if (json) {
    const known = events && { knownUntil: iso(events.knownUntil), error: events.error };
    const told = {
      mixedModes: portal.config.mixedModes ?? null,
      lastEventAt: iso(lastEventAt),
      lagSeconds: lag,
      awaySince: iso(away?.since ?? null),
      dirty: waiting,
      parked: parked.map((one) => ({ ...one, since: iso(one.since) })),
      events: known,
      backfill: sweepOf(backfill),
      reconcile: sweepOf(reconcile),
    };
    return printLine(JSON.stringify(told, null, 2));
  }
  if (portal.config.mixedModes) printLine(mixedModes(portal.config.mixedModes));
  if (away) printLine(`${silence(away, formatFor(defaultLocale))}.`);
  printLine(`Last event       ${moment(lastEventAt)}`);
  printLine(`Events up to     ${events ? moment(events.knownUntil) : "never polled"}${because(events?.error)}`);
  printLine(`Lag              ${lag} s, ${waiting} waiting`);
  printLine(`Failed           ${health.parked || "none"}`);
  for (const { type, id, reason } of parked) printLine(`  ${type} ${id}: ${reason ?? "no reason given"}`);
  printLine(`Backfill         ${stateOf(backfill)}`);
  printLine(`Nightly check    ${stateOf(reconcile)}`);
  for (const { type, drifted } of reconcile?.types ?? [])
    if (drifted) printLine(`  ${drifted} ${stripeTypes[type] ?? type} didn’t match and were corrected`);
}

const because = (error: string | null | undefined) => (error ? ` (${error})` : "");

function stateOf(sweep: SweepState | null): string {
  if (!sweep) return "never";
  const unread = sweep.types.filter(({ error }) => error).map(({ type }) => stripeTypes[type] ?? type);
  const part = unread.length ? `; couldn’t list ${unread.join(", ")}` : "";
  if (sweep.endedAt !== null) return `done ${moment(sweep.endedAt)}: ${totals(sweep) || "nothing"}${part}`;
  const { made, left } = sweep.requests;
  return `${Math.floor((100 * made) / Math.max(1, made + left))}%: ${totals(sweep) || "nothing yet"}${because(sweep.waitsFor)}${part}`;
}
