import { and, eq, exists, inArray, isNotNull, not, or, sql } from "drizzle-orm";
import { prepared, preparedFor } from "#db/prepared.ts";
import { lostStates, mailboxTests, outbox, suppressions } from "#db/schema/mail.ts";
import { people } from "#db/schema/organizations.ts";
import { mine, type Self, type System, type Tenant } from "#db/tenant.ts";

export type ReturnReason = "unknown" | "full" | "blocked" | "spam" | "stopped" | "other";

/** Why a mail came back, by Postmark's word for it: https://postmarkapp.com/developer/api/bounce-api#bounce-types */
const reasons: Readonly<Record<string, ReturnReason>> = {
  HardBounce: "unknown",
  BadEmailAddress: "unknown",
  SoftBounce: "full",
  Blocked: "blocked",
  SpamNotification: "blocked",
  DMARCPolicy: "blocked",
  SpamComplaint: "spam",
  ManuallyDeactivated: "stopped",
  ManualSuppression: "stopped",
  Unsubscribe: "stopped",
  Unsubscribed: "stopped",
};

export const returnReason = (type: string): ReturnReason => reasons[type] ?? "other";

/** Bounces of a mailbox for now. A block, a policy or a template of ours says nothing of the one address. */
export const softBounces: readonly string[] = ["SoftBounce", "DnsError"];

/** An address that nobody signs in with, and that was only full for a time, gets all mails again: its mail service knows of no stop. */
export function endSoftStop({ db }: System, email: string) {
  const isOnes = exists(
    db
      .select({ one: sql`1` })
      .from(people)
      .where(eq(people.email, email)),
  );
  const isSoft = inArray(suppressions.reason, [...softBounces]);
  db.delete(suppressions)
    .where(and(eq(suppressions.email, email), isSoft, not(isOnes)))
    .run();
}

/** How often an address may be tried again, in milliseconds. */
export const testEveryMs = 24 * 60 * 60_000;

/** The person's test of the address they have now. */
export const isTestOfAddress = and(eq(mailboxTests.personId, people.id), eq(mailboxTests.email, people.email));

const standing = prepared((db) =>
  db
    .select({
      email: people.email,
      reason: suppressions.reason,
      since: suppressions.createdAt,
      testedAt: mailboxTests.testedAt,
    })
    .from(people)
    .innerJoin(suppressions, eq(suppressions.email, people.email))
    .leftJoin(mailboxTests, isTestOfAddress)
    .where(eq(people.id, sql.placeholder("personId")))
    .prepare(),
);

export type Stop = { reason: ReturnReason; since: number; testedAt: number | null };

/**
 * Why the person's address gets no mail that can be off, since when, and when they had it tried, in epoch milliseconds;
 * null where it does.
 */
export function findStop({ db, personId }: Self): Stop | null {
  const found = standing(db).get({ personId });
  return found ? { reason: returnReason(found.reason), since: found.since, testedAt: found.testedAt } : null;
}

/** Whether it was tried so lately that it may not be tried again yet. */
export const isTestedLately = (testedAt: number | null, now: number): boolean =>
  testedAt !== null && testedAt > now - testEveryMs;

export type MailTrouble = { reason: ReturnReason; isTested: boolean };

/** Why, where that is not what somebody wished for, and whether they had it tried lately. */
export function findTrouble(self: Self, now: number): MailTrouble | null {
  const stop = findStop(self);
  if (!stop || stop.reason === "stopped") return null;
  return { reason: stop.reason, isTested: isTestedLately(stop.testedAt, now) };
}

/** Of these addresses those that get no mail any more, as far as mails of the organization's own have shown it. */
export function listStopped(tenant: Tenant, emails: string[]): string[] {
  const hasShown = or(inArray(outbox.state, ["bounced", "suppressed"]), isNotNull(outbox.returnedAt));
  return tenant.db
    .selectDistinct({ email: outbox.recipient })
    .from(outbox)
    .innerJoin(suppressions, eq(suppressions.email, outbox.recipient))
    .where(mine(tenant, outbox, inArray(outbox.recipient, emails), hasShown))
    .all()
    .map(({ email }) => email);
}

const missing = preparedFor(({ db, personId }: Self, { requestId }: { requestId: string }) => {
  const isLost = inArray(outbox.state, [...lostStates]);
  return db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.personId, personId), eq(outbox.requestId, requestId), isLost))
    .limit(1);
});

/** Whether a mail of that request to the person did not reach them. */
export const hasMissed = (self: Self, requestId: string): boolean => !!missing(self, { requestId }).get();
