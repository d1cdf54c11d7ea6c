import { systemOf } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { StripeFault } from "./fault.ts";
import { throttleOf, nextRequestAt } from "./throttle.ts";
import { findOutage } from "./outage.ts";
import { stripeApiFor } from "./stripe-api.ts";

/**
 * Whether Stripe gives answers, as far as is known. While it does not, one request that is about no object finds out when
 * its turn has come; an outage that another process found is found out about too.
 */
export async function isAnswering(portal: Portal): Promise<boolean> {
  const { breaker } = throttleOf(portal);
  const outage = findOutage(systemOf(connectionOf(portal)));
  if (outage) breaker.adopt(outage.since);
  if (breaker.cause() !== "away") return true;
  if (nextRequestAt(portal) > portal.now()) return false;
  await stripeApiFor(portal, "sync")
    .page("event", "/v1/events", { limit: "1" })
    .catch((error: unknown) => {
      if (!(error instanceof StripeFault)) throw error;
    });
  return breaker.cause() !== "away";
}
