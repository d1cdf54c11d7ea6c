import { tooMany, type ErrorDetails } from "../http/respond.ts";
import type { Portal } from "../portal.server.ts";
import { systemFor, type Member } from "../sign-in/handles.ts";
import { stripeAsks, take } from "../sign-in/limits.ts";

/** A member as who has Stripe asked. */
export const memberAsking = ({ orgId, session }: Member) => `${session.person.id} of ${orgId}`;

/**
 * Counts one request to Stripe for who has it made, before it takes from the pace that all share. Throws the "too many
 * tries" page with the way `back`.
 */
export const askLimit = (portal: Portal, who: string, back: ErrorDetails["back"]) => () => {
  const { ok, retryAfterSeconds } = take(systemFor(portal), `stripe asked by ${who}`, stripeAsks, portal.now());
  if (!ok) throw tooMany(retryAfterSeconds, { back });
  return true;
};
