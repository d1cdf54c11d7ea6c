import type { Portal } from "../../portal.server.ts";

export type Tuning = {
  /** Milliseconds after which a request to Stripe is given up. */
  timeoutMs: number;
  /** Milliseconds for which a worker keeps an object to itself. */
  leaseMs: number;
  /** Objects fetched at the same time. */
  parallel: number;
  /** Requests a second, for the sync and for people who wait. */
  perSecond: number;
  interactivePerSecond: number;
  /** Rows of a listed page that are stored in one transaction: between two of them others get their turn. */
  rowsPerCommit: number;
  random: () => number;
};

const usual: Tuning = {
  timeoutMs: 10_000,
  leaseMs: 60_000,
  parallel: 8,
  perSecond: 20,
  interactivePerSecond: 10,
  rowsPerCommit: 10,
  random: Math.random,
};

const tunings = new WeakMap<Portal, Tuning>();

/** How the sync behaves in this portal. */
export function tuningOf(portal: Portal): Tuning {
  return tunings.get(portal) ?? usual;
}

/** Changes how the sync behaves in this portal; call it before the first request. */
export function tune(portal: Portal, changes: Partial<Tuning>) {
  tunings.set(portal, { ...tuningOf(portal), ...changes });
}
