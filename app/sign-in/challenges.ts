import { randomInt } from "node:crypto";
import { and, eq, inArray, or } from "drizzle-orm";
import { newId, type PersonId } from "#db/ids.ts";
import { challenges, type OrderAnswer } from "#db/schema/sign-in.ts";
import { newToken, sha256 } from "#db/secrets.ts";
import { transact, type System } from "#db/tenant.ts";
import type { Portal } from "../portal.server.ts";
import { admitted } from "./admission.ts";
import { takeSignInMail } from "./attempts.ts";
import { codeHash } from "./challenge-codes.ts";
import { mailWhoeverMay, warn } from "./challenge-mails.ts";
import type { Challenge } from "./challenge.ts";
import { makeToken } from "./email-link.ts";
import { systemFor } from "./handles.ts";
import type { Origin } from "./known-browser.ts";
import { answerHash, pendingSignIn } from "./pending-challenges.ts";
import type { Session } from "./sessions.ts";

const minute = 60_000;
export const codeMinutes = 10;

type Purpose = Challenge["purpose"];

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

/** Ends whatever was asked for by a person, or for one of these addresses. */
export function expireChallenges({ db }: System, personId: PersonId, emails: readonly string[], now: number) {
  const theirs = or(eq(challenges.personId, personId), inArray(challenges.email, [...emails]));
  db.update(challenges).set({ linkExpiresAt: now, codeExpiresAt: now }).where(theirs).run();
}
