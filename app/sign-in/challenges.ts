import { randomInt } from "node:crypto";
import { and, count, desc, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { nobody, queueMail, type QueuedMail } from "#db/outbox.ts";
import { newId, type PersonId } from "#db/ids.ts";
import { outbox } from "#db/schema/mail.ts";
import { challenges, type OrderAnswer } from "#db/schema/sign-in.ts";
import { mac, newToken, sha256 } from "#db/secrets.ts";
import { transact, type System } from "#db/tenant.ts";
import { paths } from "../paths.ts";
import type { Portal } from "../portal.server.ts";
import { admitted, type Admitted } from "./admission.ts";
import { makeToken } from "./email-link.ts";
import { systemFor } from "./handles.ts";
import { areCodesOff, takeSignInMail, takeWarning, takeWrongCode } from "./attempts.ts";
import type { Origin } from "./known-browser.ts";
import type { Session } from "./sessions.ts";

const minute = 60_000;
export const codeMinutes = 10;
export const pendingMinutes = 60;
const triesPerCode = 5;

export type Challenge = typeof challenges.$inferSelect;
type Purpose = Challenge["purpose"];

/** A code and how a challenge keeps it: only under our own key, and only for that challenge. */
const codeHash = (system: System, id: string, code: string) => mac(system.secrets, "sign-in code", `${id} ${code}`);
const codeHashes = ({ secrets }: System, id: string, code: string) =>
  secrets.map((secret) => mac([secret], "sign-in code", `${id} ${code}`));

const maxToNobody = 50;

/** Queues it, or, where the address may not sign in, one to nobody in its place, unless many of those are waiting. */
function mailWhoeverMay(system: System, person: Admitted | null, mail: Omit<QueuedMail, "recipient">, now: number) {
  const isWaiting = and(eq(outbox.recipient, nobody), inArray(outbox.state, ["new", "sending"]));
  const waiting = system.db.select({ n: count() }).from(outbox).where(isWaiting).get()!.n;
  if (person || waiting < maxToNobody) queueMail(system, { ...mail, recipient: person?.email ?? nobody }, now);
}

type Asking = {
  by: Origin;
  purpose: Purpose;
  email: string;
  browser: string;
  /** What only the asking browser holds, hashed: there, and nowhere else, its code will do. */
  pendingHash: string;
  token: string | null;
  next: string | null;
  answers?: OrderAnswer;
};

/**
 * Writes the challenge down and leaves its mail in the outbox. For an address that may not sign in the same is done with
 * a row that nothing opens and a mail that goes nowhere; where there were enough mails there is the row only.
 */
function challenge(portal: Portal, { token, by, ...asking }: Asking) {
  const system = systemFor(portal);
  const now = portal.now();
  const { email, purpose, browser, answers } = asking;
  const about = answers && { decision: answers.decision, needs: answers.needs, reference: answers.reference };
  transact(system, () => {
    const person = admitted(portal, email);
    const isMailed = takeSignInMail(system, { email, by }, now);
    const id = newId("chl");
    const code = String(randomInt(1_000_000)).padStart(6, "0");
    system.db
      .insert(challenges)
      .values({
        ...asking,
        id,
        personId: person?.personId ?? null,
        tokenHash: token && sha256(token),
        codeHash: codeHash(system, id, isMailed && person ? code : newToken()),
        createdAt: now,
        linkExpiresAt: now + (token ? portal.config.loginLinkMinutes * minute : 0),
        codeExpiresAt: now + codeMinutes * minute,
      })
      .run();
    if (!isMailed) return warn(system, person, { email, by }, now);
    mailWhoeverMay(
      system,
      person,
      {
        kind: purpose === "sign-in" ? "sign-in" : "confirm",
        dedupeKey: `${purpose}:${id}:${email}`,
        props: {
          browser,
          askedAt: now,
          codeMinutes,
          ...(about && { about }),
          ...(token && { linkMinutes: portal.config.loginLinkMinutes }),
        },
        secret: token ? { token, code } : { code },
      },
      now,
    );
  });
}

/** Tells an address that strangers keep trying it. */
function warn(system: System, person: Admitted | null, attempt: { email: string; by: Origin }, now: number) {
  if (!takeWarning(system, attempt, now)) return;
  const dedupeKey = `sign-in-attempts:${attempt.email}:${now}`;
  mailWhoeverMay(system, person, { kind: "sign-in-attempts", dedupeKey, props: {} }, now);
}

/**
 * Somebody asks to sign in with a canonical address. Gives the value of the cookie that the asking browser keeps; the
 * one it has stays, so that the codes of its earlier mails stay good.
 */
export async function askToSignIn(
  portal: Portal,
  { pending, ...asking }: Pick<Asking, "email" | "browser" | "next" | "by"> & { pending: string | null },
): Promise<string> {
  const token = await makeToken(portal.config.secrets, portal.config.appUrl, asking.email);
  const kept = pending && pendingSignIn(portal, pending) ? pending : newToken();
  challenge(portal, { ...asking, purpose: "sign-in", token, pendingHash: sha256(kept) });
  return kept;
}

/** A link that signs in a canonical address, once, with no mail: for whoever holds the machine. */
export async function makeSignInLink(portal: Portal, email: string, minutes: number): Promise<string> {
  const { secrets, appUrl } = portal.config;
  const token = await makeToken(secrets, appUrl, email);
  const now = portal.now();
  const [id, nothing] = [newId("chl"), sha256(newToken())];
  systemFor(portal)
    .db.insert(challenges)
    .values({
      id,
      purpose: "cli",
      email,
      personId: admitted(portal, email)?.personId ?? null,
      tokenHash: sha256(token),
      codeHash: nothing,
      pendingHash: nothing,
      browser: "foyer sign-in",
      createdAt: now,
      linkExpiresAt: now + minutes * minute,
      codeExpiresAt: now,
    })
    .run();
  return appUrl + paths.signInLink(token);
}

/** Somebody who is signed in asks to prove the mailbox again: a code for this session, and no link. */
export function askToConfirm(portal: Portal, session: Session, browser: string, by: Origin) {
  const { email } = session.person;
  challenge(portal, { purpose: "sudo", email, browser, by, next: null, token: null, pendingHash: session.idHash });
}

type Answering = Pick<Asking, "email" | "browser" | "by"> & {
  linkId: string;
  pending: string | null;
  answers: OrderAnswer;
};

/** What the browser with this cookie answers by one item link, hashed. */
const answerHash = (pending: string, linkId: string) => sha256(`${pending} ${linkId}`);

/**
 * The recipient of an item link answers what an order waits for: a code to prove the mailbox, and no link; it gives this
 * answer and opens nothing. Gives the value of the cookie that the asking browser keeps, as `askToSignIn` does.
 */
export function askToAnswer(portal: Portal, { linkId, pending, ...asking }: Answering): string {
  const kept = pending ?? newToken();
  const pendingHash = answerHash(kept, linkId);
  const { db } = systemFor(portal);
  const asked = and(eq(challenges.pendingHash, pendingHash), eq(challenges.purpose, "answer"));
  // Only the code of what was answered last gives an answer.
  for (const { id, answers } of db.select().from(challenges).where(asked).all())
    if (JSON.stringify(answers) !== JSON.stringify(asking.answers))
      db.update(challenges).set({ codeExpiresAt: portal.now() }).where(eq(challenges.id, id)).run();
  challenge(portal, { ...asking, purpose: "answer", next: null, token: null, pendingHash });
  return kept;
}

function newest(portal: Portal, purpose: Purpose, pendingHash: string): Challenge | null {
  const { db } = systemFor(portal);
  const isRecent = gt(challenges.createdAt, portal.now() - pendingMinutes * minute);
  return (
    db
      .select()
      .from(challenges)
      .where(and(eq(challenges.pendingHash, pendingHash), eq(challenges.purpose, purpose), isRecent))
      .orderBy(desc(challenges.createdAt), sql`rowid desc`)
      .get() ?? null
  );
}

/**
 * Has a session prove that a canonical address is its person's: a code, and no link. Gives the code, in the caller's
 * transaction; one that works nowhere where `isReal` is false.
 */
export function challengeAddress(
  system: System,
  session: Session,
  email: string,
  browser: string,
  isReal: boolean,
  now: number,
) {
  const id = newId("chl");
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const asking = {
    purpose: "address",
    email,
    browser,
    personId: session.person.id,
    pendingHash: session.idHash,
  } as const;
  const times = { createdAt: now, linkExpiresAt: now, codeExpiresAt: now + codeMinutes * minute };
  const values = { ...asking, ...times, id, codeHash: codeHash(system, id, isReal ? code : newToken()) };
  system.db.insert(challenges).values(values).run();
  return { id, code };
}

/** What the browser with this cookie asked for last, within the hour. */
export function pendingSignIn(portal: Portal, pending: string | null): Challenge | null {
  return pending ? newest(portal, "sign-in", sha256(pending)) : null;
}

/** What the browser with this cookie answered last by an item link, and has not given the code for. */
export function pendingAnswer(portal: Portal, pending: string | null, linkId: string) {
  const asked = pending ? newest(portal, "answer", answerHash(pending, linkId)) : null;
  return asked?.answers && asked.codeUsedAt === null ? { asked, answers: asked.answers } : null;
}

/** What this session asked for last, to prove that another address is theirs too. */
export function pendingAddress(portal: Portal, session: Session): Challenge | null {
  return newest(portal, "address", session.idHash);
}

/** What this session asked for last, to prove the mailbox again. */
export function pendingConfirmation(portal: Portal, session: Session): Challenge | null {
  return newest(portal, "sudo", session.idHash);
}

/**
 * Tries a code on the challenges that the browser asked for with its newest address, and uses up the one it opens. Null
 * for a code that is wrong, over, used or worn out by tries, and where there were too many wrong ones in a day.
 */
export function redeemCode(portal: Portal, asked: Challenge, code: string, by: Origin): Challenge | null {
  const system = systemFor(portal);
  const now = portal.now();
  const attempt = { email: asked.email, by };
  return transact(system, () => {
    if (areCodesOff(system, attempt, now)) return null;
    return tryCode(system, asked, code, now, () => {
      takeWrongCode(system, attempt, now);
      if (areCodesOff(system, attempt, now)) warn(system, admitted(portal, asked.email), attempt, now);
    });
  });
}

/** Tries a code, in the caller's transaction; `whenWrong` counts one that was tried on something and did not fit. */
export function tryCode(system: System, asked: Challenge, code: string, now: number, whenWrong: () => void) {
  const { db } = system;
  const open = db
    .select()
    .from(challenges)
    .where(
      and(
        eq(challenges.pendingHash, asked.pendingHash),
        eq(challenges.purpose, asked.purpose),
        eq(challenges.email, asked.email),
        isNull(challenges.codeUsedAt),
        gt(challenges.codeExpiresAt, now),
        lt(challenges.codeFailures, triesPerCode),
      ),
    )
    .all();
  const right = open.find((one) => codeHashes(system, one.id, code).includes(one.codeHash));
  if (right) {
    db.update(challenges).set({ codeUsedAt: now }).where(eq(challenges.id, right.id)).run();
    return right;
  }
  if (!open.length) return null;
  const ids = open.map(({ id }) => id);
  whenWrong();
  db.update(challenges)
    .set({ codeFailures: sql`${challenges.codeFailures} + 1` })
    .where(inArray(challenges.id, ids))
    .run();
  return null;
}

/** Ends whatever was asked for by a person, or for one of these addresses. */
export function expireChallenges({ db }: System, personId: PersonId, emails: readonly string[], now: number) {
  const theirs = or(eq(challenges.personId, personId), inArray(challenges.email, [...emails]));
  db.update(challenges).set({ linkExpiresAt: now, codeExpiresAt: now }).where(theirs).run();
}

/** The challenge behind a link, and whether the link still works; null for a link that never was. Changes nothing. */
export function findLink(portal: Portal, token: string): (Challenge & { works: boolean }) | null {
  const found = systemFor(portal)
    .db.select()
    .from(challenges)
    .where(eq(challenges.tokenHash, sha256(token)))
    .get();
  return found ? { ...found, works: found.linkUsedAt === null && found.linkExpiresAt > portal.now() } : null;
}

/** Uses a link up, in one statement: of many at once, one gets the challenge and the others null. */
export function redeemLink(portal: Portal, token: string): Challenge | null {
  const now = portal.now();
  return (
    systemFor(portal)
      .db.update(challenges)
      .set({ linkUsedAt: now })
      .where(
        and(
          eq(challenges.tokenHash, sha256(token)),
          inArray(challenges.purpose, ["sign-in", "cli"]),
          isNull(challenges.linkUsedAt),
          gt(challenges.linkExpiresAt, now),
        ),
      )
      .returning()
      .get() ?? null
  );
}
