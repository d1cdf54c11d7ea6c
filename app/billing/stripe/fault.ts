import type Stripe from "stripe";

/** Stripe's own words against one request: its code, the field it means, and a sentence for developers. */
export type StripeErrorDetails = { code: string | null; param: string | null; message: string };

/**
 * Why Stripe gave no answer that can be used: `refused` (it does not take our key, or somebody on the way lets nothing
 * through), `forbidden` (the key lacks the right for this one thing), `limited` (429), `away` (no answer of Stripe's own: it
 * says nothing of what was asked for), `closed` (not asked at all, for one of these reasons before), or `failed`, which is
 * everything else and is said of this one request.
 */
export class StripeFault extends Error {
  constructor(
    readonly kind: "refused" | "forbidden" | "limited" | "away" | "closed" | "failed",
    message: string,
    readonly status: number | null = null,
    readonly retryAfterMs: number | null = null,
    readonly details: StripeErrorDetails | null = null,
  ) {
    super(message);
  }

  /** Whether it says something of Stripe as a whole, or of the way there, and nothing against what was asked for. */
  get isOfStripe(): boolean {
    return this.kind !== "failed" && this.kind !== "forbidden";
  }
}

/** Whether it is an error of Stripe's client, by the name that each of /v1 has: to ask for its class would load the whole client. */
export const isOfClient = (error: unknown): error is Stripe.errors.StripeError =>
  error instanceof Error && /^Stripe\w*Error$/.test(String((error as { type?: unknown }).type));

/** Whether this is Stripe's own word that the object does not exist, and not some proxy's 404. */
export function saysMissing(error: unknown): boolean {
  return (
    isOfClient(error) &&
    error.statusCode === 404 &&
    error.rawType === "invalid_request_error" &&
    error.code === "resource_missing"
  );
}

/** A fault of an answer's status alone. */
export function faultOfStatus(status: number | null, message: string, retryAfter?: unknown): StripeFault {
  if (status === 401 || status === 403) return new StripeFault("refused", message, status);
  if (status === 429) return new StripeFault("limited", message, status, millisecondsOf(retryAfter));
  return new StripeFault("away", message, status);
}

const requestErrors = new Set(["invalid_request_error", "card_error", "idempotency_error"]);

/** Any error of the client's as a fault. */
export function faultOf(error: unknown): StripeFault {
  if (error instanceof StripeFault) return error;
  if (!isOfClient(error)) return new StripeFault("failed", String(error));
  const status = error.statusCode ?? null;
  if (error.type === "StripePermissionError") return new StripeFault("forbidden", error.message, status);
  const headers = error.headers as Record<string, unknown> | undefined;
  const fault = faultOfStatus(status, `${status ?? error.type}: ${error.message}`, headers?.["retry-after"]);
  if (fault.kind !== "away" || !status || status >= 500 || !requestErrors.has(error.rawType ?? "")) return fault;
  const details = { code: error.code ?? null, param: error.param ?? null, message: error.message };
  return new StripeFault("failed", fault.message, status, null, details);
}

/** Retry-After in seconds, a minute at most; a date is left alone, Stripe sends none. */
function millisecondsOf(retryAfter: unknown): number | null {
  const seconds = typeof retryAfter === "string" && /^\d+(\.\d+)?$/.test(retryAfter) ? Number(retryAfter) : null;
  return seconds === null ? null : Math.min(seconds, 60) * 1000;
}
