import { systemOf, transact, type System } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { askerFor } from "./ask.ts";
import { markDirty, nextObservation } from "./dirty.ts";
import type { Kind, Query } from "./kind.ts";
import { lookAgain } from "./look-again.ts";
import { customer } from "./objects/customer.ts";
import { paymentMethod } from "./objects/payment-method.ts";
import { subscription } from "./objects/subscription.ts";
import { storeSighting } from "./store.ts";
import { tuningOf } from "./tuning.ts";

const lane = "interactive";
const patienceMs = 4_000;

/**
 * Looks again at what Stripe's portal may have changed of a customer: who they are, how they pay, what they subscribe to.
 * Gives whether all of it was seen within a few seconds; what was not is fetched by the sync, and so is a late answer
 * stored. Nobody is told by mail.
 */
export async function lookAfterPortal(portal: Portal, customerId: string): Promise<boolean> {
  const system = systemOf(connectionOf(portal));
  markTheirs(system, customerId, portal.now());
  const looks = Promise.all([
    lookAgain(portal, customer, customerId, lane),
    lookAtAll(portal, paymentMethod, customerId, { customer: customerId }),
    lookAtAll(portal, subscription, customerId, { customer: customerId, status: "all" }),
  ]);
  const seen = looks.then(
    () => true,
    (error: unknown) => {
      portal.log.warn({ customer: customerId, reason: String(error) }, "stripe did not say what its portal changed");
      return false;
    },
  );
  return inTime(seen, Math.min(patienceMs, tuningOf(portal).timeoutMs));
}

function markTheirs(system: System, customerId: string, now: number) {
  transact(system, () => {
    markDirty(system, { type: customer.object, id: customerId }, { now });
    for (const { object, heldBy } of [paymentMethod, subscription])
      for (const id of heldBy!(system, customerId)) markDirty(system, { type: object, id }, { now });
  });
}

/** All of one customer's; what is missing from the list is asked for by itself, as absence proves nothing. */
async function lookAtAll<A>(portal: Portal, kind: Kind<A>, customerId: string, query: Query) {
  const system = systemOf(connectionOf(portal));
  const ask = askerFor(portal, lane);
  const obs = nextObservation(system);
  const found = await ask.all(kind.object, kind.path, query);
  const answers = await Promise.all(found.map(async (raw) => [raw.id, await kind.complete(ask, raw)] as const));
  transact(system, () => {
    for (const [id, answer] of answers) storeSighting(system, kind, id, answer, obs, portal.now());
  });
  const listed = new Set(found.map(({ id }) => id));
  const absent = kind.heldBy!(system, customerId).filter((id) => !listed.has(id));
  await Promise.all(absent.map((id) => lookAgain(portal, kind, id, lane)));
}

async function inTime(seen: Promise<boolean>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => void (timer = setTimeout(() => resolve(false), ms)));
  try {
    return await Promise.race([seen, late]);
  } finally {
    clearTimeout(timer);
  }
}
