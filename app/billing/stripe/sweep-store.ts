import { ZodError } from "zod";
import { transact, type System } from "#db/tenant.ts";
import type { StripeApi, StripeObject } from "./stripe-api.ts";
import { isPending, markForFetch } from "./fetch-queue.ts";
import type { ObjectType, StoreOutcome } from "./object-type.ts";
import { observationOf } from "./store-observation.ts";
import type { Window } from "./sweep-plan.ts";

/** For how long an event that is on its way is waited for before its object is fetched without it. */
export const graceMs = 10 * 60_000;
/** What a sweep asks for waits behind what events tell of. */
export const sweepPriority = 10;

class NotWhole extends Error {}
const refuse = () => {
  throw new NotWhole();
};
/** Nothing more is asked for in the middle of a page. */
const noRequests: StripeApi = { retrieve: refuse, page: refuse, all: refuse, post: refuse, remove: refuse };

/** An object of a listed page; `answer` is undefined where it must be fetched by itself. */
export type ListedObject = { id: string; answer: unknown };

/** Reads what came along with a listed object. What came in part, or cannot be read, is fetched by itself. */
export async function readListed(objectType: ObjectType, raw: StripeObject): Promise<ListedObject> {
  try {
    return { id: raw.id, answer: await objectType.complete(noRequests, raw) };
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
export function storeListed(
  system: System,
  objectType: ObjectType,
  { id, answer }: ListedObject,
  window: Window,
  now: number,
): boolean {
  const ref = { type: objectType.object, id };
  if (answer === undefined) {
    markForFetch(system, ref, { now, priority: sweepPriority });
    return false;
  }
  let outcome: StoreOutcome = "same";
  const noted = (table: unknown, row: string, found: StoreOutcome) => {
    if (table === objectType.table && row === id) outcome = found;
  };
  const stoodOtherwise = () => outcome === "new" || outcome === "changed";
  try {
    return transact(system, () => {
      const observation = observationOf(system, ref, window.obs, now);
      objectType.save({ ...observation, onStored: noted }, answer);
      if (!stoodOtherwise() || isPending(system, ref)) return false;
      if (outcome === "changed" && objectType.isNews?.(answer)) throw new EventFirst();
      return true;
    });
  } catch (error) {
    if (!(error instanceof EventFirst)) throw error;
    markForFetch(system, ref, { now, priority: sweepPriority, afterMs: graceMs });
    return false;
  }
}
