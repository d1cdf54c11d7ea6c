import { randomInt } from "node:crypto";
import { and, eq, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from "drizzle-orm";
import { newId } from "#db/ids.ts";
import { queueMail } from "#db/outbox.ts";
import { lostStates, mailboxTests, outbox, suppressions } from "#db/schema/mail.ts";
import { mac } from "#db/secrets.ts";
import { transact, type Self, type System } from "#db/tenant.ts";
import { complaint, suppress } from "../mail/claim.ts";
import { findStop, isTestedLately, testEveryMs } from "../mail/mail-returns.ts";
import { transportOf } from "../mail/transport.ts";
import type { Portal } from "../portal.server.ts";
import { systemFor, type SignedIn } from "../sign-in/handles.ts";

/** Within which the provider delivers to an address again: https://postmarkapp.com/developer/api/suppressions-api */
const reactivationMs = 60_000;
const triesPerCode = 5;

const codeHash = (secret: string, mailId: string, code: string) => mac([secret], "mailbox test", `${mailId} ${code}`);

/** The person's newest test of that address, of the last day: whether its code may still be typed in, and whether its email came back too. */
export function findTest(self: Self, email: string, now: number) {
  const { db, personId } = self;
  const isTheirs = and(eq(mailboxTests.personId, personId), eq(mailboxTests.email, email));
  const test = db.select().from(mailboxTests).where(isTheirs).get();
  if (!test?.mailId || !isTestedLately(test.testedAt, now)) return null;
  const isThis = and(eq(outbox.id, test.mailId), eq(outbox.personId, personId));
  const mail = db.select({ state: outbox.state }).from(outbox).where(isThis).get();
  const isLost = lostStates.some((state) => state === mail?.state);
  return {
    nextAt: test.testedAt! + testEveryMs,
    isOpen: !isLost && test.provenAt === null && test.codeFailures < triesPerCode,
    isLost,
  };
}

export type Tried = "sent" | "not-now" | "complaint" | "silent";

/**
 * Has the mail service deliver to the person's address again and mails a code there, at most once a day. Until that code
 * comes back nothing else changes; `silent` where the mail service gives no answer: then nothing has.
 */
export async function tryAgain(portal: Portal, self: SignedIn): Promise<Tried> {
  const { email } = self.session.person;
  const stop = findStop(self);
  if (!stop || isTestedLately(stop.testedAt, portal.now())) return "not-now";
  if (stop.reason === "spam") return "complaint";
  const system = systemFor(portal);
  const { reactivate } = transportOf(portal);
  // Written first: what the mail service tells of this may be here before its answer.
  if (!beginTest(system, self, portal.now())) return "not-now";
  let isActive: boolean;
  try {
    isActive = !reactivate || (await reactivate(email));
  } catch (error) {
    portal.log.warn({ err: error, person: self.personId }, "mail provider did not reactivate an address");
    return "silent";
  }
  if (isActive) return sendTest(portal, system, self);
  suppress(system, email, complaint, portal.now());
  return "complaint";
}

/** False where it was tried lately by now. */
function beginTest({ db }: System, { personId, session }: SignedIn, now: number): boolean {
  const { email } = session.person;
  const none = { testedAt: null, mailId: null, codeHash: null, codeFailures: 0, provenAt: null };
  const set = { ...none, email, askedAt: now };
  const { testedAt } = mailboxTests;
  const setWhere = or(isNull(testedAt), lte(testedAt, now - testEveryMs), ne(mailboxTests.email, email));
  const insert = db.insert(mailboxTests).values({ personId, ...set });
  return insert.onConflictDoUpdate({ target: mailboxTests.personId, set, setWhere }).run().changes === 1;
}

/** Of two presses at once, one sends. */
function sendTest(portal: Portal, system: System, { personId, session }: SignedIn): Tried {
  const now = portal.now();
  const { email } = session.person;
  return transact(system, () => {
    const isAsked = and(eq(mailboxTests.personId, personId), eq(mailboxTests.email, email));
    const code = String(randomInt(1_000_000)).padStart(6, "0");
    const { changes } = system.db
      .update(mailboxTests)
      .set({ testedAt: now })
      .where(and(isAsked, isNull(mailboxTests.testedAt)))
      .run();
    if (!changes) return "sent";
    const mailId = queueMail(
      system,
      {
        kind: "mailbox-test",
        recipient: email,
        dedupeKey: `mailbox-test:${newId("test")}:${email}`,
        props: { askedAt: now },
        secret: { code },
        notBefore: now + (transportOf(portal).reactivate ? reactivationMs : 0),
      },
      now,
    )!;
    const hash = codeHash(system.secrets[0], mailId, code);
    system.db.update(mailboxTests).set({ mailId, codeHash: hash }).where(isAsked).run();
    return "sent";
  });
}

/** The code of the test came back: the address gets all mails again. False where the code does not work. */
export function proveMailbox(portal: Portal, self: SignedIn, code: string): boolean {
  const { personId, session } = self;
  const system = systemFor(portal);
  const { db, secrets } = system;
  const now = portal.now();
  const { email } = session.person;
  return transact(system, () => {
    const isTheirs = and(eq(mailboxTests.personId, personId), eq(mailboxTests.email, email));
    const isOpen = and(isTheirs, isNull(mailboxTests.provenAt), isNotNull(mailboxTests.codeHash));
    const test = db
      .select()
      .from(mailboxTests)
      .where(and(isOpen, lt(mailboxTests.codeFailures, triesPerCode)))
      .get();
    if (!test?.mailId || !isTestedLately(test.testedAt, now)) return false;
    const isComplaint = findStop(self)?.reason === "spam";
    const isRight = secrets.some((secret) => codeHash(secret, test.mailId!, code) === test.codeHash);
    if (!isRight || isComplaint) {
      db.update(mailboxTests)
        .set({ codeFailures: test.codeFailures + 1 })
        .where(isTheirs)
        .run();
      return false;
    }
    db.update(mailboxTests).set({ provenAt: now }).where(isTheirs).run();
    db.delete(suppressions).where(eq(suppressions.email, email)).run();
    // Whatever the mail service still tells of it: what was sent before says nothing any more.
    const isTest = and(eq(outbox.id, test.mailId), inArray(outbox.state, ["sending", "sent"]));
    const sentAt = sql`coalesce(${outbox.sentAt}, ${now})`;
    db.update(outbox).set({ state: "delivered", sealed: null, sentAt }).where(isTest).run();
    return true;
  });
}
