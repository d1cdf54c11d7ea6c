import type { Portal } from "../../portal.server.ts";
import { clientOf } from "./client.ts";
import { faultOf, faultOfStatus, isOfClient, saysMissing, StripeFault } from "./fault.ts";
import type { Pass } from "./breaker.ts";
import type { Lane } from "./breaker.ts";
import { throttleOf } from "./throttle.ts";
import { noteGrantedRight, noteMissingRight } from "./missing-rights.ts";
import { endOutage, noteOutage } from "./outage.ts";
import { noteBreaker } from "./refusals.ts";
import { rightFor } from "./right-names.ts";
import { tuningOf } from "./tuning.ts";

/** An answer that was checked: a JSON object of the kind and id asked for. Decimals are text, as on the wire. */
export type StripeObject = Readonly<Record<string, unknown>> & { readonly id: string; readonly object: string };

/** Fields of a request, nested as Stripe's documentation shows them; an empty text unsets. */
export type Params = {
  readonly [name: string]: string | number | boolean | null | Params | readonly (Params | string)[];
};

export type StripeApi = ReturnType<typeof stripeApiFor>;

const maxPages = 1_000;

/** Requests to Stripe for one lane. They throw `StripeFault`, and nothing else. */
export function stripeApiFor(portal: Portal, lane: Lane) {
  const { breaker, limiters } = throttleOf(portal);
  const limiter = limiters[lane];

  async function send(method: "GET" | "POST" | "DELETE", path: string, params?: Params, idempotencyKey?: string) {
    if (!portal.config.stripe) throw new StripeFault("closed", "Stripe is not set up");
    const pass = breaker.admits(portal.now(), lane);
    if (!pass)
      throw new StripeFault("closed", breaker.cause() === "away" ? "Stripe does not answer" : "Stripe refuses our key");
    limiter.spend(portal.now());
    try {
      const client = await clientOf(portal).catch(unreadable);
      const asked = client!.rawRequest(method, path, params, idempotencyKey ? { idempotencyKey } : {});
      const body = await within(tuningOf(portal).timeoutMs * 1.5, asked);
      const status: unknown = body.lastResponse?.statusCode;
      if (status !== 200) throw faultOfStatus(status as number, `${String(status)} without an error of Stripe's`);
      if (typeof body.object !== "string") throw new StripeFault("away", "The answer is none of Stripe's");
      limiter.succeeded();
      noteAnswer();
      noteGrantedRight(portal, rightFor(method, path));
      return body as Record<string, unknown>;
    } catch (error) {
      throw noted(error, rightFor(method, path), pass);
    }
  }

  function noteAnswer() {
    const was = breaker.close();
    if (was === "key") noteBreaker(portal, "closed");
    if (was === "away") endOutage(portal);
  }

  const get = (path: string, query: Record<string, string>) => {
    const search = new URLSearchParams(query).toString();
    return send("GET", search ? `${path}?${search}` : path);
  };

  function noted(error: unknown, right: string, pass: Pass): unknown {
    const fault = faultOfRequest(error);
    const now = portal.now();
    if (fault.kind === "refused") {
      if (breaker.refuse(now)) noteBreaker(portal, "open", fault);
    } else if (fault.kind === "away") {
      const since = breaker.miss(now, pass);
      if (since !== null) noteOutage(portal, since, fault.message);
    } else if (fault.kind === "limited") {
      if (breaker.isOpen()) breaker.miss(now, pass);
      limiter.refused(now, fault.retryAfterMs, tuningOf(portal).random);
    } else {
      noteAnswer();
      if (saysMissing(error)) return error;
      if (fault.kind !== "forbidden") return fault;
      noteMissingRight(portal, right);
      return new StripeFault("forbidden", `The key lacks the right “${right}”`, fault.status);
    }
    return fault;
  }

  /** One page of a list, a hundred at most: every item checked to be of its kind. */
  async function page(object: string, path: string, query: Record<string, string>) {
    const { object: kind, data, has_more } = await get(path, { limit: "100", ...query }).catch(passing);
    if (kind !== "list" || !Array.isArray(data)) throw new StripeFault("failed", `The answer of ${path} is no list`);
    for (const item of data as StripeObject[]) {
      if (item?.object !== object || typeof item.id !== "string" || !item.id)
        throw new StripeFault("failed", `The list of ${path} holds something else than ${object}`);
    }
    return { data: data as StripeObject[], hasMore: has_more === true };
  }

  return {
    /** The object, or null where Stripe itself says that it is deleted or never was. */
    async retrieve(object: string, path: string, id: string, query: Record<string, string> = {}) {
      let body: Record<string, unknown>;
      try {
        body = await get(`${path}/${encodeURIComponent(id)}`, query);
      } catch (error) {
        if (saysMissing(error)) return null;
        throw error;
      }
      if (body.object !== object || body.id !== id)
        throw new StripeFault("failed", `The answer is not ${object} ${id}`);
      return body.deleted === true ? null : (body as StripeObject);
    },

    page,

    /** A whole list, all its pages. Pages by hand: the client's own paging never ends on a cursor that repeats. */
    async all(object: string, path: string, query: Record<string, string> = {}): Promise<StripeObject[]> {
      const found = new Map<string, StripeObject>();
      let after: Record<string, string> = {};
      for (let count = 0; count < maxPages; count++) {
        const { data, hasMore } = await page(object, path, { ...query, ...after });
        const before = found.size;
        for (const item of data) found.set(item.id, item);
        if (!hasMore) return [...found.values()];
        if (found.size === before) break;
        after = { starting_after: [...found.keys()].at(-1)! };
      }
      throw new StripeFault("failed", `The list of ${path} does not end`);
    },

    /**
     * Makes or changes an object and gives it as it is now. The same key with the same fields does it once, however often
     * it is sent (https://docs.stripe.com/api/idempotent_requests). What Stripe says against the request itself is the
     * fault's `details`.
     */
    async post(object: string, path: string, params: Params, idempotencyKey: string): Promise<StripeObject> {
      const body = await send("POST", path, params, idempotencyKey).catch(passing);
      if (body.object !== object || typeof body.id !== "string" || !body.id)
        throw new StripeFault("failed", `The answer of ${path} is not ${object}`);
      return body as StripeObject;
    },

    /** Deletes an object. Gives false where Stripe says that there is none. */
    async remove(path: string, id: string): Promise<boolean> {
      let body: Record<string, unknown>;
      try {
        body = await send("DELETE", `${path}/${encodeURIComponent(id)}`);
      } catch (error) {
        if (saysMissing(error)) return false;
        throw error;
      }
      if (body.id !== id || body.deleted !== true) throw new StripeFault("failed", `The answer is not ${id}, deleted`);
      return true;
    },
  };
}

/** A client that can't be read is a fault of this installation, and says nothing of Stripe. */
function unreadable(error: unknown): never {
  throw new StripeFault("failed", String(error));
}

/** What the client could not make anything of is no answer of Stripe's. */
function faultOfRequest(error: unknown): StripeFault {
  if (error instanceof StripeFault || isOfClient(error)) return faultOf(error);
  return new StripeFault("away", String(error));
}

/** What is missing under a list, such as a page's cursor, or to a change says nothing of one object. */
function passing(error: unknown): never {
  throw faultOf(error);
}

/** The client's own limit counts silence only; a body that drips never ends by it. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StripeFault("away", `No whole answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
