import { onOutcome, type UsageKey } from "#db/usage.ts";
import type { Portal } from "../portal.server.ts";
import { systemFor } from "../sign-in/handles.ts";
import type { ItemKind } from "../sign-in/item-links.ts";
import { newCounter } from "./counter.ts";
import { newDaySet } from "./day-set.ts";
import { newFollowed } from "./followed.ts";
import { settleLinks } from "./link-trips.ts";
import { newLinkWindow } from "./link-window.ts";
import type { CountedPlace } from "./route-patterns.ts";

/** One thing that was counted: a line of `usage_days`, when it was (epoch milliseconds), and the answer's status. */
export type Visit = UsageKey & { at: number; status: number };

/** What else was known of it while it was answered. Nothing of this is kept here, and nothing may be sent anywhere as it is. */
export type Behind = {
  request: Request;
  path: string;
  /** Its pattern, where it was shown and is on the closed list. */
  page: CountedPlace | null;
  /** What the item link led to that was followed. */
  item: ItemKind | null;
  /** The kind of the mail whose link it was. */
  mailKind: string | null;
  ip: string;
  personId: string | null;
};

/**
 * Hears of each visit right after it was counted, and of each outcome, of which nothing else is known, once it is committed.
 * It is called between two answers: what takes time it leaves for later.
 */
export type Sink = (visit: Visit, behind: Behind | null) => void;

const usages = new WeakMap<Portal, ReturnType<typeof newUsage>>();

function newUsage(portal: Portal) {
  const sinks: Sink[] = [];
  onOutcome(systemFor(portal), (key) => sinks.forEach((sink) => sink({ ...key, at: portal.now(), status: 200 }, null)));
  return {
    counter: newCounter(),
    firsts: newDaySet(),
    links: newLinkWindow(),
    followed: newFollowed(),
    sinks,
    waiting: [] as (() => void)[],
  };
}

/** What a process has counted of a portal and not written yet. */
export function usageOf(portal: Portal) {
  let usage = usages.get(portal);
  if (!usage) usages.set(portal, (usage = newUsage(portal)));
  return usage;
}

/** From now on `sink` hears of every visit of the portal's, and of every outcome. */
export const onVisit = (portal: Portal, sink: Sink) => void usageOf(portal).sinks.push(sink);

/** Counts the visits that wait for it. */
export function settleUsage(portal: Portal) {
  for (const count of usageOf(portal).waiting.splice(0)) count();
}

/** Counts and writes all there is: what a stopping process does last. Gives how many lines. */
export function flushUsage(portal: Portal): number {
  const { counter, links } = usageOf(portal);
  settleUsage(portal);
  settleLinks(systemFor(portal), links, portal.now(), true);
  return counter.flush(systemFor(portal));
}
