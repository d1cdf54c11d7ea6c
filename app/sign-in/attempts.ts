import type { System } from "#db/tenant.ts";
import type { Origin } from "./known-browser.ts";
import { isUsedUp, take, takeAll, type Limit, type Wanted } from "./limits.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** Somebody tries a canonical address. */
type Attempt = { email: string; by: Origin };

/**
 * Attempts are counted by network, and those of all networks together, so that no mailbox is flooded. Browsers that the
 * address knows are counted by themselves: they have room whatever strangers do.
 */
function counters({ email, by }: Attempt, what: string, one: Limit, together: Limit): Wanted[] {
  const [who, all] = by.isKnownTo(email) ? [by.visitor, " by known browsers"] : [by.network, ""];
  return [
    { key: `${what} ${email} by ${who}`, limit: one },
    { key: `${what} ${email}${all}`, limit: together },
  ];
}

const soon = { one: { limit: 5, windowMs: 15 * minute }, together: { limit: 10, windowMs: 15 * minute } };
const inADay = { one: { limit: 20, windowMs: day }, together: { limit: 30, windowMs: day } };
const wrongCodes = { one: { limit: 10, windowMs: day }, together: { limit: 20, windowMs: day } };

/** Counts a mail to sign in. False where there were enough. `now` is epoch milliseconds, here and below. */
export function takeSignInMail(system: System, attempt: Attempt, now: number): boolean {
  const wanted = [
    ...counters(attempt, "sign-in mails to", soon.one, soon.together),
    ...counters(attempt, "sign-in mails a day to", inADay.one, inADay.together),
  ];
  return takeAll(system, wanted, now) === 0;
}

const ofCodes = (attempt: Attempt) => counters(attempt, "code failures of", wrongCodes.one, wrongCodes.together);

/** Whether codes are off after too many wrong ones. */
export const areCodesOff = (system: System, attempt: Attempt, now: number): boolean =>
  ofCodes(attempt).some(({ key, limit }) => isUsedUp(system, key, limit, now));

export const takeWrongCode = (system: System, attempt: Attempt, now: number) =>
  void takeAll(system, ofCodes(attempt), now);

/** Whether it is time to tell the address of strangers that keep trying: once a day. */
export const takeWarning = (system: System, { email, by }: Attempt, now: number): boolean =>
  !by.isKnownTo(email) && take(system, `warnings to ${email}`, { limit: 1, windowMs: day }, now).ok;
