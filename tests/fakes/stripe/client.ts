import Stripe from "stripe";
import { startStripe, type StripeOptions, type StripeStandIn } from "./server.ts";

/** Stripe's own client, pointed at a stand-in. */
export function clientFor(stripe: Pick<StripeStandIn, "port" | "apiKey">, config: Stripe.StripeConfig = {}): Stripe {
  return new Stripe(stripe.apiKey, {
    host: "127.0.0.1",
    port: stripe.port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
    ...config,
  });
}

export async function startWithClient(options: StripeOptions = {}) {
  const stripe = await startStripe(options);
  return { stripe, client: clientFor(stripe) };
}
