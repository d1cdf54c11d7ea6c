export type FailureBody = {
  type: "invalid_request_error" | "card_error" | "api_error" | "idempotency_error";
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  doc_url?: string;
  charge?: string;
  payment_intent?: unknown;
};

export type Failure = Error & { status: number; body: FailureBody };

export function failure(status: number, body: FailureBody): Failure {
  const documented = body.code
    ? { doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll("_", "-")}` }
    : {};
  return Object.assign(new Error(body.message), { status, body: { ...documented, ...body } });
}

export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && "status" in error && "body" in error;
}

export function invalid(message: string, more: Partial<FailureBody> = {}): Failure {
  return failure(400, { type: "invalid_request_error", message, ...more });
}

/** Stripe answers 404 when the id is in the path and 400 when it is a parameter. */
export function missing(noun: string, id: string, param = "id", status = param === "id" ? 404 : 400): Failure {
  return failure(status, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${noun}: '${id}'`,
    param,
  });
}

export function required(param: string): Failure {
  return invalid(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}

export function unauthorized(key: string | undefined): Failure {
  const message = key
    ? `Invalid API Key provided: ${key.slice(0, 8)}${"*".repeat(Math.max(0, key.length - 12))}${key.slice(-4)}`
    : "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth " +
      "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we " +
      "can help at https://support.stripe.com/.";
  return failure(401, { type: "invalid_request_error", message });
}

/** A restricted key may not do everything. */
export function forbidden(account: string): Failure {
  return failure(403, {
    type: "invalid_request_error",
    code: "more_permissions_required",
    message: `The provided key does not have the required permissions for this endpoint on account '${account}'. Having more permissions would allow this request to continue.`,
  });
}

export function broken(status: number): Failure {
  const type = status < 500 ? "invalid_request_error" : "api_error";
  return failure(status, { type, message: "An unknown error occurred" });
}

export function rateLimited(): Failure {
  return failure(429, {
    type: "invalid_request_error",
    code: "rate_limit",
    message:
      "Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.",
  });
}

export function unknownUrl(method: string, path: string): Failure {
  return failure(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  });
}
