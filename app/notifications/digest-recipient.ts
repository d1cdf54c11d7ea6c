import { and, asc, eq, isNull } from "drizzle-orm";
import type { OrgId, PersonId } from "#db/ids.ts";
import type { MailChoice, Topic } from "#db/schema/notifications.ts";
import { memberships, organizations, people, type Role } from "#db/schema/organizations.ts";
import { transact, type System } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import type { DigestLeave } from "../mail/leave.ts";
import { canWait, isBillingTopic } from "../mail/topics.ts";
import { choose, listChoices, type ChosenTopic } from "./choices.ts";

const opened = Symbol("whose digest may be stopped");

/** The right of who holds a link out of a digest: to what can wait for one, in all of its person's organizations. */
export type DigestRecipient = {
  readonly email: string;
  readonly organizations: { id: OrgId; name: string; role: Role; topics: ChosenTopic[] }[];
  readonly [opened]: { system: System; personId: PersonId };
};

/** Whom a digest's link is of, or null: they get nothing any more that can wait. Changes nothing. */
export function digestRecipientOf(
  system: System,
  config: Pick<Config, "features">,
  { who: personId }: DigestLeave,
): DigestRecipient | null {
  const { db } = system;
  const places = db
    .select({ id: organizations.id, name: organizations.name, role: memberships.role, email: people.email })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .innerJoin(organizations, and(eq(organizations.id, memberships.orgId), isNull(organizations.closedAt)))
    .where(eq(memberships.personId, personId))
    .orderBy(asc(organizations.name))
    .all();
  const found = places
    .map(({ id, name, role }) => {
      const topics = listChoices({ db, personId }, { id, role }, config).filter(({ topic }) => canWait(topic));
      return { id, name, role, topics };
    })
    .filter(({ topics }) => topics.length);
  return found.length ? { email: places[0]!.email, organizations: found, [opened]: { system, personId } } : null;
}

export const isOfDigest = (recipient: object): recipient is DigestRecipient => opened in recipient;

/** What somebody wants of a topic in an organization. */
export type DigestWish = { orgId: string; topic: Topic; mail: MailChoice };

/** What waits for the digest now. */
export const listInDigest = ({ organizations }: DigestRecipient): DigestWish[] =>
  organizations.flatMap(({ id: orgId, topics }) =>
    topics.filter(({ choice }) => choice === "digest").map(({ topic }) => ({ orgId, topic, mail: "digest" as const })),
  );

/** Writes down wishes of what can wait, and of nothing else. */
export function chooseInDigest(recipient: DigestRecipient, wishes: readonly DigestWish[], now: number) {
  const { system, personId } = recipient[opened];
  transact(system, () => {
    for (const { id, role, topics } of recipient.organizations)
      for (const { topic, choice } of topics) {
        const mail = wishes.find((wish) => wish.orgId === id && wish.topic === topic)?.mail ?? choice;
        if (mail !== choice) choose(system.within(id), { personId, role }, [{ topic, mail }], "link", now);
      }
  });
}

/** Ends the digest: what waits for it is off, but nobody ends invoices without seeing it: they come by themselves. */
export function stopDigest(recipient: DigestRecipient, now: number) {
  const wishes = listInDigest(recipient).map((wish) => {
    return { ...wish, mail: isBillingTopic(wish.topic) ? ("now" as const) : ("off" as const) };
  });
  chooseInDigest(recipient, wishes, now);
}
