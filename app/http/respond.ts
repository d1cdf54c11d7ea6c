import { data, redirect } from "@remix-run/node";

/** What an error page may know of its cause; everything else it says by the status. */
export type Fault = { title?: string; message?: string; retryAfter?: number };

/** Throw it: a page that is not there, or not this person's. Both look the same. */
export function notFound(fault: Fault | null = null) {
  return data(fault, { status: 404 });
}

/** Throw it: signed in and a member, but this is not for their role. */
export function notAllowed(message?: string) {
  return data({ message } satisfies Fault, { status: 403 });
}

/** Throw it: what the link stood for is over. */
export function gone(fault: Fault = {}) {
  return data(fault, { status: 410 });
}

/** Throw it: too many tries; `retryAfter` is seconds. */
export function tooMany(retryAfter: number) {
  return data({ retryAfter } satisfies Fault, { status: 429, headers: { "Retry-After": String(retryAfter) } });
}

/** Throw it: somebody we depend on does not answer. */
export function unavailable(fault: Fault = {}) {
  return data(fault, { status: 503, headers: { "Retry-After": "30" } });
}

/** After a POST: look there. */
export function seeOther(location: string, headers?: HeadersInit) {
  return redirect(location, { status: 303, headers });
}

/** A form that could not be taken: the same page with what was typed. */
export function invalid<T>(reply: T) {
  return data(reply, { status: 422 });
}
