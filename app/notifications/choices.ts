import { and, eq } from "drizzle-orm";
import type { OrgId, PersonId } from "#db/ids.ts";
import { notificationChoices, topics, type MailChoice, type Topic } from "#db/schema/notifications.ts";
import type { Role } from "#db/schema/organizations.ts";
import { mine, owned, transact, type Self, type Tenant } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import { choiceOf, topicRules, usualChoice } from "../mail/topics.ts";

export type ChosenTopic = {
  topic: Topic;
  options: readonly MailChoice[];
  choice: MailChoice;
  /** When a link in a mail turned it off, in epoch milliseconds. */
  offByLinkAt: number | null;
};

type Of = { id: OrgId; role: Role };

/** What a person gets of an organization, topic by topic; of jobs that are on, and what their role has a right to. */
export function listChoices(
  { db, personId }: Pick<Self, "db" | "personId">,
  { id, role }: Of,
  { features }: Pick<Config, "features">,
) {
  const ofOrganization = and(eq(notificationChoices.personId, personId), eq(notificationChoices.orgId, id));
  const rows = db.select().from(notificationChoices).where(ofOrganization).all();
  return topics.flatMap((topic): ChosenTopic[] => {
    const [usual, { feature, options }] = [usualChoice(topic, role), topicRules[topic]];
    if (!usual || !features.has(feature)) return [];
    const { mail: choice = usual, changedVia, changedAt = null } = rows.find((row) => row.topic === topic) ?? {};
    return [{ topic, options, choice, offByLinkAt: changedVia === "link" && choice === "off" ? changedAt : null }];
  });
}

type Person = { personId: PersonId; role: Role };

const isOf = ({ personId }: Person, topic: Topic) =>
  and(eq(notificationChoices.personId, personId), eq(notificationChoices.topic, topic));

/** What one of the organization's people gets of a topic: as they chose, else as their role has it. */
export function findChoice(tenant: Tenant, person: Person, topic: Topic): MailChoice {
  const chosen = tenant.db
    .select({ mail: notificationChoices.mail })
    .from(notificationChoices)
    .where(mine(tenant, notificationChoices, isOf(person, topic)))
    .get();
  return choiceOf(topic, person.role, chosen?.mail) ?? "off";
}

/**
 * Writes down what one of the organization's people wants of topics, and where they said it: only what is not as their role
 * has it. `now` is epoch milliseconds.
 */
export function choose(
  tenant: Tenant,
  person: Person,
  wishes: { topic: Topic; mail: MailChoice }[],
  changedVia: "page" | "link",
  now: number,
) {
  const { db } = tenant;
  transact(tenant, () => {
    for (const { topic, mail } of wishes) {
      db.delete(notificationChoices)
        .where(mine(tenant, notificationChoices, isOf(person, topic)))
        .run();
      if (mail === usualChoice(topic, person.role)) continue;
      const values = { personId: person.personId, topic, mail, changedAt: now, changedVia };
      db.insert(notificationChoices)
        .values(owned(tenant, notificationChoices, values))
        .run();
    }
  });
}
