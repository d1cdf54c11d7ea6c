import { and, asc, eq, ne } from "drizzle-orm";
import { mailboxTests, outbox } from "#db/schema/mail.ts";
import { deliveryTimes, notificationChoices } from "#db/schema/notifications.ts";
import { memberships, organizations, people, personAddresses } from "#db/schema/organizations.ts";
import { sessions } from "#db/schema/sign-in.ts";
import { trips } from "#db/schema/trips.ts";
import type { Self } from "#db/tenant.ts";

/** Times as people and machines read them. */
export const isoTime = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

const { hour, days, quietFrom, quietTo, pausedUntil } = deliveryTimes;
const times = { hour, days, quietFrom, quietTo, pausedUntil };

/** Their last test of an address that emails came back from; no code. */
function findTest(db: Self["db"], personId: Self["personId"]) {
  const test = db.select().from(mailboxTests).where(eq(mailboxTests.personId, personId)).get();
  if (!test) return null;
  const { email, askedAt, testedAt, provenAt } = test;
  return { email, askedAt: isoTime(askedAt), testedAt: isoTime(testedAt), provenAt: isoTime(provenAt) };
}

/** What is stored of a person's own, by the name of its file: nothing that opens anything, and nothing of anybody else. `titleOf`: what a mail is called to them. */
export function ownRecords(
  { db, personId }: Self,
  titleOf: (mail: typeof outbox.$inferSelect) => string | null,
): Record<string, unknown> {
  const person = db.select().from(people).where(eq(people.id, personId)).get()!;
  const { email, name, locale, timeZone, isLeftOut, signedInAt, createdAt } = person;
  const others = db.select().from(personAddresses).where(eq(personAddresses.personId, personId)).all();
  return {
    profile: {
      email,
      name,
      locale,
      timeZone,
      isLeftOutOfCounts: isLeftOut,
      otherAddresses: others.map((one) => one.email),
      since: isoTime(createdAt),
      signedInAt: isoTime(signedInAt),
    },
    organizations: db
      .select({ name: organizations.name, role: memberships.role, since: memberships.createdAt })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.orgId))
      .where(eq(memberships.personId, personId))
      .orderBy(asc(organizations.name))
      .all()
      .map((one) => ({ ...one, since: isoTime(one.since) })),
    devices: db
      .select()
      .from(sessions)
      .where(eq(sessions.personId, personId))
      .orderBy(asc(sessions.createdAt))
      .all()
      .map((one) => ({
        browser: one.browser,
        signedInAt: isoTime(one.createdAt),
        lastSeenAt: isoTime(one.lastSeenAt),
        endedAt: isoTime(one.endedAt),
      })),
    notifications: {
      times: db.select(times).from(deliveryTimes).where(eq(deliveryTimes.personId, personId)).get() ?? null,
      addressTest: findTest(db, personId),
      choices: db
        .select()
        .from(notificationChoices)
        .innerJoin(organizations, eq(organizations.id, notificationChoices.orgId))
        .where(eq(notificationChoices.personId, personId))
        .all()
        .map(
          ({ organizations: { name: organization }, notification_choices: { topic, mail, changedAt, changedVia } }) => {
            return { organization, topic, emails: mail, since: isoTime(changedAt), by: changedVia };
          },
        ),
    },
    emails: db
      .select({ mail: outbox, trip: trips })
      .from(outbox)
      .leftJoin(trips, eq(trips.mailId, outbox.id))
      .where(and(eq(outbox.personId, personId), ne(outbox.state, "dropped")))
      .orderBy(asc(outbox.createdAt))
      .all()
      .map(({ mail, trip }) => ({
        kind: mail.kind,
        title: titleOf(mail),
        to: mail.recipient,
        outcome: mail.state,
        at: isoTime(mail.sentAt ?? mail.createdAt),
        ...(trip && { firstOpenedAt: isoTime(trip.firstHitAt), endedWith: trip.done, endedAt: isoTime(trip.doneAt) }),
      })),
  };
}
