import { and, eq, isNull, lte, or } from "drizzle-orm";
import { newId, type PersonId } from "#db/ids.ts";
import { nobody, queueMail } from "#db/outbox.ts";
import { addressChanges } from "#db/schema/account.ts";
import { suppressions } from "#db/schema/mail.ts";
import { people } from "#db/schema/organizations.ts";
import { newToken, sha256 } from "#db/secrets.ts";
import { transact, type System } from "#db/tenant.ts";
import { note } from "../company/audit-log.ts";
import { isOwnAddress, ownAddressOf } from "../people/other-addresses.ts";
import { nextUpdate } from "../people/people.ts";
import { reservedFor } from "../people/reserved.ts";
import type { Portal } from "../portal.server.ts";
import { browserLabel } from "../sign-in/browser.ts";
import { tryCode } from "../sign-in/challenge-codes.ts";
import { challengeAddress, codeMinutes, expireChallenges } from "../sign-in/challenges.ts";
import { pendingAddress } from "../sign-in/pending-challenges.ts";
import { enterWithAddress } from "../sign-in/entrance.ts";
import { isStaff, systemFor, type RouteArgs } from "../sign-in/handles.ts";
import * as limits from "../sign-in/limits.ts";
import { endEverySession, type Session } from "../sign-in/sessions.ts";

export const undoDays = 7;
const undoTime = undoDays * 24 * 60 * 60_000;

type Person = { id: PersonId; email: string };

/** Whether a person may come to sign in with an address: it is nobody's, neither staff's nor let in, and mails arrive there. */
function isFree(portal: Portal, system: System, email: string, { id, email: own }: Person): boolean {
  const holder = ownAddressOf(system, email);
  const reserved = reservedFor(system, email, portal.now());
  const bounces = system.db.select().from(suppressions).where(eq(suppressions.email, email)).get();
  const isSomebodys = isOwnAddress(system, email) || (holder !== email && holder !== own);
  return !isSomebodys && !isStaff(portal, email) && !bounces && (reserved === null || reserved === id);
}

/**
 * Sends a code to the address that somebody wants to sign in with. Where it cannot be theirs the same is done, but for
 * the code: the address is told that somebody tried, once a day. Gives 0, or after how many seconds they may ask again.
 */
export function askForAddress(portal: Portal, session: Session, email: string, request: Request): number {
  const system = systemFor(portal);
  const now = portal.now();
  const browser = browserLabel(request);
  return transact(system, () => {
    const key = `addresses asked for by ${session.person.id}`;
    const wait = limits.takeAll(system, [{ key, limit: limits.addressAsksPerPerson }], now);
    if (wait) return wait;
    const isReal = isFree(portal, system, email, session.person);
    const { id, code } = challengeAddress(system, session, email, browser, isReal, now);
    const [what, limit] = isReal
      ? (["address codes to", limits.addressCodesToAddress] as const)
      : (["address tries to", limits.addressTriesToAddress] as const);
    const isMailed = limits.take(system, `${what} ${email}`, limit, now).ok;
    const recipient = isMailed ? email : nobody;
    const props = { browser, askedAt: now, codeMinutes };
    const mail = isReal ? { kind: "address-code", props, secret: { code } } : { kind: "address-tried", props: {} };
    queueMail(system, { ...mail, recipient, dedupeKey: `${mail.kind}:${id}:${email}` }, now);
    return 0;
  });
}

/**
 * Makes the address theirs to whose session its code was sent, signs them out everywhere else, and tells both addresses.
 * Gives the cookies of the session that goes on; null where the code does not work, or the address is somebody's by now.
 */
export function takeAddress(args: RouteArgs, session: Session, code: string, flash: string): Headers | null {
  const { portal } = args.context;
  const system = systemFor(portal);
  const now = portal.now();
  return transact(system, () => {
    const asked = pendingAddress(portal, session);
    const wrong = `wrong address codes by ${session.person.id}`;
    if (!asked || limits.isUsedUp(system, wrong, limits.wrongAddressCodes, now)) return null;
    const proven = tryCode(system, asked, code, now, () => limits.take(system, wrong, limits.wrongAddressCodes, now));
    if (!proven || isStaff(portal, session.person.email)) return null;
    if (!isFree(portal, system, proven.email, session.person)) return null;
    changeAddress(system, session.person, proven.email, now);
    return enterWithAddress(args, { id: session.person.id, email: proven.email }, flash);
  });
}

function changeAddress(system: System, { id, email: from }: Person, to: string, now: number) {
  const { db } = system;
  const [changeId, token, undoUntil] = [newId("adr"), newToken(), now + undoTime];
  const sameOld = and(eq(addressChanges.oldEmail, from), isNull(addressChanges.endedAt));
  const over = or(eq(addressChanges.personId, id), lte(addressChanges.undoUntil, now));
  db.update(addressChanges).set({ endedAt: now }).where(and(sameOld, over)).run();
  db.insert(addressChanges)
    .values({
      id: changeId,
      personId: id,
      oldEmail: from,
      newEmail: to,
      at: now,
      undoHash: sha256(token),
      undoUntil,
    })
    .run();
  const values = { email: to, choseAddress: true, signedInAt: now, updatedAt: nextUpdate(now) };
  db.update(people).set(values).where(eq(people.id, id)).run();
  endEverySession(system, id, now);
  expireChallenges(system, id, [from, to], now);
  const self = { kind: "person", name: from, personId: id } as const;
  note(system, self, { action: "person.address-changed", subject: `${from}: ${to}`, aboutPerson: id }, now);
  for (const [recipient, secret] of [
    [from, { token }],
    [to, undefined],
  ] as const) {
    const dedupeKey = `email-changed:${changeId}:${recipient}`;
    queueMail(system, { kind: "email-changed", recipient, dedupeKey, props: { from, to, undoUntil }, secret }, now);
  }
}
