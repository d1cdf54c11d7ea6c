const toleranceSeconds = 300;

/**
 * Whether Stripe signed these bytes with one of the secrets, at most 300 seconds before or after `now` (epoch
 * milliseconds). The client itself takes signatures from the future.
 */
export async function isSigned(
  body: Uint8Array,
  header: string,
  secrets: readonly string[],
  now: number,
): Promise<boolean> {
  const times = [...header.matchAll(/(?:^|,)t=([^,]*)/g)];
  const signedAt = times.length === 1 ? Number(times[0]![1]) : NaN;
  if (!(Math.abs(now / 1000 - signedAt) <= toleranceSeconds)) return false;
  const { default: Stripe } = await import("stripe");
  return secrets.some((secret) => {
    try {
      return Stripe.webhooks.signature!.verifyHeader(body, header, secret, toleranceSeconds, undefined, now);
    } catch {
      // Besides its own error the client throws others on headers that are no signature.
      return false;
    }
  });
}
