import { systemOf, transact, type System } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { markForFetch } from "../stripe/fetch-queue.ts";
import { fetchNow, fetchAllNow } from "../stripe/fetch-now.ts";
import { customer } from "../stripe/objects/customer.ts";
import { paymentMethod } from "../stripe/objects/payment-method.ts";
import { subscription } from "../stripe/objects/subscription.ts";
import { tuningOf } from "../stripe/tuning.ts";

const lane = "interactive";
const patienceMs = 4_000;

/**
 * Looks again at what Stripe's portal may have changed of a customer: who they are, how they pay, what they subscribe to.
 * Gives whether all of it was seen within a few seconds; what was not is fetched by the sync, and so is a late answer
 * stored. Nobody is told by mail.
 */
export async function fetchAfterCustomerPortal(portal: Portal, customerId: string): Promise<boolean> {
  const system = systemOf(connectionOf(portal));
  markTheirs(system, customerId, portal.now());
  const looks = Promise.all([
    fetchNow(portal, customer, customerId, lane),
    fetchAllNow(portal, paymentMethod, customerId, { customer: customerId }, lane),
    fetchAllNow(portal, subscription, customerId, { customer: customerId, status: "all" }, lane),
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
    markForFetch(system, { type: customer.object, id: customerId }, { now });
    for (const { object, heldBy } of [paymentMethod, subscription])
      for (const id of heldBy!(system, customerId)) markForFetch(system, { type: object, id }, { now });
  });
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
