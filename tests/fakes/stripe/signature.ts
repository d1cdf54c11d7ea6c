import { createHmac } from "node:crypto";

/**
 * The value of a `Stripe-Signature` header: HMAC-SHA256 of `${timestamp}.${rawBody}` in hex, by
 * https://docs.stripe.com/webhooks#verify-manually. The timestamp is in epoch seconds.
 */
export function sign(rawBody: string, secret: string, timestampSeconds: number): string {
  const mac = createHmac("sha256", secret).update(`${timestampSeconds}.${rawBody}`, "utf8").digest("hex");
  return `t=${timestampSeconds},v1=${mac}`;
}
