import { tooMany, type ErrorDetails } from "../http/respond.ts";
import type { Portal } from "../portal.server.ts";
import { systemFor, type Member } from "../sign-in/handles.ts";
import { stripeAsks, take, takeAll } from "../sign-in/limits.ts";

const keyOf = (who: string) => `stripe asked by ${who}`;

/** A member as who has Stripe asked. */
export const memberAsking = ({ orgId, session }: Member) => `${session.person.id} of ${orgId}`;

/** Counts what will have Stripe asked by and by, and gives 0; too much of it is not counted: the seconds until there is room. */
export const takeAsk = (portal: Portal, who: string): number =>
  takeAll(systemFor(portal), [{ key: keyOf(who), limit: stripeAsks }], portal.now());

/**
 * Counts one request to Stripe for who has it made, before it takes from the pace that all share. Throws the "too many
 * tries" page with the way `back`.
 */
export const askLimit = (portal: Portal, who: string, back: ErrorDetails["back"]) => () => {
  const { ok, retryAfterSeconds } = take(systemFor(portal), keyOf(who), stripeAsks, portal.now());
  if (!ok) throw tooMany(retryAfterSeconds, { back });
  return true;
};
