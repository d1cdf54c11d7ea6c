import type { Portal } from "../../portal.server.ts";

const underWay = new WeakMap<Portal, Map<string, Promise<unknown>>>();

/** Whether this is being asked of Stripe: whoever joins costs nothing. */
export const isBeingAsked = (portal: Portal, what: string): boolean => !!underWay.get(portal)?.has(what);

/**
 * Asks Stripe, or joins who is asking for the same already; only call it for who may see the answer. `admit` is called
 * where a request is made, and stops it by throwing.
 */
export function shared<T>(portal: Portal, what: string, ask: () => Promise<T>, admit: () => void = () => {}) {
  const running = underWay.get(portal) ?? new Map<string, Promise<unknown>>();
  underWay.set(portal, running);
  const known = running.get(what);
  if (known) return known as Promise<T>;
  admit();
  const asked = ask().finally(() => running.delete(what));
  running.set(what, asked);
  return asked;
}
