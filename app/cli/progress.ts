import type { SweepState } from "../billing/stripe/sweep-progress.ts";
import { stripeTypes } from "../billing/text/billing-health.ts";

type Out = { isTTY?: boolean; columns?: number; write(text: string): unknown };

const barWidth = 24;
const n = (value: number) => Math.round(value).toLocaleString("en");

/** "3 min", "40 s", of milliseconds. */
export const duration = (ms: number) => (ms < 90_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.ceil(ms / 60_000)} min`);

/** Totals by type, those with any: "1,200 customers, 3,400 invoices". */
export const totals = ({ types }: SweepState) =>
  types
    .filter(({ rows }) => rows > 0)
    .map(({ type, rows }) => `${n(rows)} ${stripeTypes[type] ?? type}`)
    .join(", ");

/**
 * Shows how far a sweep is: a bar on a terminal, elsewhere a line every few seconds. Rate and time left are measured from
 * the first state on.
 */
export function makeProgress(out: Out, now: () => number, everyMs = 5_000) {
  let first: { at: number; state: SweepState } | null = null;
  let saidAt = now();

  function line(state: SweepState): string {
    const { made, left } = state.requests;
    const share = made / Math.max(1, made + left);
    const elapsed = Math.max(1, now() - (first ??= { at: now(), state }).at);
    const rate = (1000 * (state.rows - first.state.rows)) / elapsed;
    const requests = (made - first.state.requests.made) / elapsed;
    const facts = [
      `${Math.floor(share * 100)}%`,
      `${n(state.rows)} objects`,
      `${n(rate)}/s`,
      requests > 0 ? `about ${duration(left / requests)} left` : null,
      state.waitsFor ? `waiting: ${state.waitsFor}` : null,
    ];
    const text = facts.filter(Boolean).join("  ");
    if (!out.isTTY) return text;
    const full = Math.round(share * barWidth);
    return `[${"█".repeat(full)}${"░".repeat(barWidth - full)}]  ${text}`.slice(0, (out.columns ?? 80) - 1);
  }

  return {
    show(state: SweepState) {
      first ??= { at: now(), state };
      if (out.isTTY) return void out.write(`\r\u001b[2K${line(state)}`);
      if (now() - saidAt < everyMs) return;
      saidAt = now();
      out.write(`${line(state)}\n`);
    },
    /** Takes the bar away. */
    end: () => void (out.isTTY && out.write("\r\u001b[2K")),
  };
}
