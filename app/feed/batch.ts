import { setImmediate as breath } from "node:timers/promises";
import type { Scope } from "#db/schema/feed.ts";
import { transactUnflushed } from "#db/tenant.ts";
import { noteUse, type ApiKey } from "../company/api-keys.ts";
import type { Portal } from "../portal.server.ts";
import type { FeedAnswer, Feed, Note } from "./answer.ts";
import { resolve } from "./calls.ts";
import { Problem, read } from "./problem.ts";
import { batch, batchItem } from "./schemas.ts";

/** How long one transaction works before pages get their turn. */
const sliceMs = 20;

type Result = { status: number; result?: string; notes?: Note[]; problem?: object };

/**
 * Does up to a thousand calls, one after the other, in transactions of a few milliseconds each: one that cannot be done
 * spoils no other. What is answered for an item is durable; pointers of its problem begin with its place.
 */
export async function runBatch(portal: Portal, feed: Feed, key: ApiKey, sent: unknown): Promise<FeedAnswer> {
  const { items } = read(batch, sent);
  const results: Result[] = [];
  while (results.length < items.length) {
    const until = performance.now() + sliceMs;
    transactUnflushed(feed.system, () => {
      do results.push(one(portal, feed, key.scopes, items[results.length], results.length));
      while (results.length < items.length && performance.now() < until);
    });
    await breath();
  }
  // A write that is flushed, and with it all of the above.
  noteUse(feed.system, key, feed.now);
  return { status: 200, body: { results } };
}

function one(portal: Portal, feed: Feed, scopes: readonly Scope[], item: unknown, index: number): Result {
  let at = `/items/${index}`;
  try {
    const call = read(batchItem, item);
    at += "/body";
    const [method, path] = "put" in call ? ["PUT", call.put] : ["POST", call.post];
    const { status, body } = resolve(portal, scopes, method, path).run(feed, call.body);
    return { status, ...(body as { result: string; notes?: Note[] }) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { status: error.status, problem: error.body(at) };
  }
}
