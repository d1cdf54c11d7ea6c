import { data, redirect, type HeadersFunction } from "@remix-run/node";

/** What an error page may know of its cause, and where it leads; all else it says by the status. */
export type ErrorDetails = {
  title?: string;
  message?: string;
  retryAfter?: number;
  /** Where to try again, where that is not the page itself. */
  again?: string;
  /** Where else than home to go on. */
  back?: { to: string; name: string };
};

// A Response, because Remix keeps what one says also where a route without a page throws it.
const fault = (said: ErrorDetails | null, status: number, headers?: HeadersInit) =>
  Response.json(said, { status, headers });

/** Throw it: a page that is not there, or not this person's. Both look the same. */
export function notFound(said: ErrorDetails | null = null) {
  return fault(said, 404);
}

/** Throw it: signed in and a member, but this is not for their role. */
export function notAllowed(message?: string) {
  return fault({ message }, 403);
}

/** Throw it: understood, but not possible as things are. */
export function notPossible(said: ErrorDetails) {
  return fault(said, 409);
}

/** Throw it: what the link stood for is over. */
export function gone(said: ErrorDetails = {}) {
  return fault(said, 410);
}

/** Throw it: more was sent than is taken. */
export function tooLarge() {
  return fault(null, 413);
}

/** Throw it: a form that chooses what is not there; nothing was written. */
export function misfit() {
  return fault(null, 422);
}

/** Throw it: too many tries; `retryAfter` is seconds. */
export function tooMany(retryAfter: number, said: ErrorDetails = {}) {
  return fault({ ...said, retryAfter }, 429, { "Retry-After": String(retryAfter) });
}

/** Throw it: somebody we depend on does not answer. */
export function unavailable(said: ErrorDetails = {}) {
  return fault(said, 503, { "Retry-After": "30" });
}

/** After a POST: look there. */
export function seeOther(location: string, headers?: HeadersInit) {
  return redirect(location, { status: 303, headers });
}

/** A form that could not be taken: the same page with what was typed; 429 where it can be after so many seconds. */
export function invalid<T>(reply: T, retryAfter = 0) {
  if (!retryAfter) return data(reply, { status: 422 });
  return data(reply, { status: 429, headers: { "Retry-After": String(retryAfter) } });
}

/** The `headers` of a route whose form may be sent too often. */
export const headersOfAnswer: HeadersFunction = ({ actionHeaders }) => actionHeaders;
