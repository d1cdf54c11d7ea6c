import { ZodError } from "zod";
import { transact, type System } from "#db/tenant.ts";
import type { Ask, Found } from "./stripe-api.ts";
import { isPending, markDirty } from "./fetch-queue.ts";
import type { Kind, StoreOutcome } from "./object-type.ts";
import { sightingOf } from "./store-observation.ts";
import type { Window } from "./sweep-plan.ts";

/** For how long an event that is on its way is waited for before its object is fetched without it. */
export const graceMs = 10 * 60_000;
/** What a sweep asks for waits behind what events tell of. */
export const behind = 10;

class NotWhole extends Error {}
const refuse = () => {
  throw new NotWhole();
};
/** Nothing more is asked for in the middle of a page. */
const nothingMore: Ask = { retrieve: refuse, page: refuse, all: refuse, post: refuse, remove: refuse };

/** An object of a listed page; `answer` is undefined where it must be fetched by itself. */
export type Listed = { id: string; answer: unknown };

/** Reads what came along with a listed object. What came in part, or cannot be read, is fetched by itself. */
export async function readListed(kind: Kind, raw: Found): Promise<Listed> {
  try {
    return { id: raw.id, answer: await kind.complete(nothingMore, raw) };
  } catch (error) {
    if (!(error instanceof NotWhole) && !(error instanceof ZodError)) throw error;
    return { id: raw.id, answer: undefined };
  }
}

class EventFirst extends Error {}

/**
 * Stores a listed object as the sync does, in the caller's transaction. Gives whether its row stood otherwise here with
 * nothing on its way to mend it. A change that people may have to be told of is left to its event for ten minutes.
 */
export function storeListed(system: System, kind: Kind, { id, answer }: Listed, window: Window, now: number): boolean {
  const mark = { type: kind.object, id };
  if (answer === undefined) {
    markDirty(system, mark, { now, priority: behind });
    return false;
  }
  let outcome: StoreOutcome = "same";
  const noted = (table: unknown, row: string, found: StoreOutcome) => {
    if (table === kind.table && row === id) outcome = found;
  };
  const stoodOtherwise = () => outcome === "new" || outcome === "changed";
  try {
    return transact(system, () => {
      const sighting = sightingOf(system, mark, window.obs, now);
      kind.save({ ...sighting, noted }, answer);
      if (!stoodOtherwise() || isPending(system, mark)) return false;
      if (outcome === "changed" && kind.isNews?.(answer)) throw new EventFirst();
      return true;
    });
  } catch (error) {
    if (!(error instanceof EventFirst)) throw error;
    markDirty(system, mark, { now, priority: behind, afterMs: graceMs });
    return false;
  }
}
