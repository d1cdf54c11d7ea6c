import type { Portal } from "../../portal.server.ts";

const soonMs = 2_000;
const momentMs = 200;

/** Until one has ended; or a moment, as new work may have come while a slow one keeps us. */
export async function untilOneEnds(active: ReadonlySet<Promise<void>>) {
  let timer: NodeJS.Timeout | undefined;
  const moment = new Promise<void>((resolve) => void (timer = setTimeout(resolve, momentMs)));
  try {
    await Promise.race([...active, moment]);
  } finally {
    clearTimeout(timer);
  }
}

const timers = new WeakMap<Portal, Map<string, NodeJS.Timeout>>();

/** The loop looks every few seconds; what is due sooner, at `at` in epoch milliseconds, wakes it. */
export function wakeAt(portal: Portal, who: string, at: number) {
  const wait = at - portal.now();
  if (wait > soonMs) return;
  let own = timers.get(portal);
  if (!own) timers.set(portal, (own = new Map()));
  clearTimeout(own.get(who));
  own.set(who, setTimeout(() => portal.nudge(), Math.max(1, wait)).unref());
}
