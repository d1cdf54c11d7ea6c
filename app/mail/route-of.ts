import { and, eq, sql } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { payablesAddresses } from "#db/schema/billing-details.ts";
import { outbox, suppressions } from "#db/schema/mail.ts";
import { follows, notificationChoices } from "#db/schema/notifications.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import type { System } from "#db/tenant.ts";
import type { EndState, OutboxRow } from "./claim.ts";
import { thingOf, topicOf, type MailKinds } from "./kind.ts";
import { isCustomerTopic, topicRules, usualChoice } from "./topics.ts";

/** What is to be done with a mail that is due; the reason is in words. */
export type Route =
  { is: "send" } | { is: "bundle"; personId: PersonId } | { is: "end"; state: EndState; reason: string };

/** Why mails were left out, as their rows say it. */
export const whyLeftOut = {
  muted: "Its order or request was muted by whoever gets it",
  off: "Turned off by whoever gets it",
  role: "Off for this role unless it is turned on",
} as const;

const send: Route = { is: "send" };
const drop = (why: keyof typeof whyLeftOut): Route => ({ is: "end", state: "dropped", reason: whyLeftOut[why] });

/** All that a mail's way depends on: its recipient is whoever has the address now. */
const standing = prepared((db) =>
  db
    .select({
      stopped: suppressions.email,
      personId: people.id,
      role: memberships.role,
      choice: notificationChoices.mail,
      following: follows.state,
      payables: payablesAddresses.email,
    })
    .from(outbox)
    .leftJoin(suppressions, eq(suppressions.email, outbox.recipient))
    .leftJoin(people, eq(people.email, outbox.recipient))
    .leftJoin(memberships, and(eq(memberships.orgId, outbox.orgId), eq(memberships.personId, people.id)))
    .leftJoin(
      notificationChoices,
      and(
        eq(notificationChoices.orgId, memberships.orgId),
        eq(notificationChoices.personId, memberships.personId),
        eq(notificationChoices.topic, sql.placeholder("topic")),
      ),
    )
    .leftJoin(
      follows,
      and(
        eq(follows.orgId, memberships.orgId),
        eq(follows.personId, memberships.personId),
        eq(follows.kind, sql.placeholder("kind")),
        eq(follows.itemId, sql.placeholder("itemId")),
      ),
    )
    .leftJoin(
      payablesAddresses,
      and(eq(payablesAddresses.orgId, outbox.orgId), eq(payablesAddresses.email, outbox.recipient)),
    )
    .where(eq(outbox.id, sql.placeholder("id")))
    .prepare(),
);

/**
 * Whether a mail goes out, by the choices that hold when it is due: what cannot be off does, then the address,
 * whether they muted or follow what it is about, their own choice and what is usual for their role decide. Whoever is none of the organization's people has no choice.
 */
export function routeOf(system: System, kinds: MailKinds, row: OutboxRow): Route {
  const kind = kinds[row.kind];
  if (!kind) return send;
  const topic = topicOf(kind, row);
  const { stopped, personId, role, choice, following, payables } = standing(system.db).get({
    id: row.id,
    topic,
    ...(thingOf(row) ?? { kind: null, itemId: null }),
  })!;
  if (stopped && (isCustomerTopic(topic) || kind.isUnasked))
    return { is: "end", state: "suppressed", reason: "The address is suppressed" };
  if (!isCustomerTopic(topic) || !role) return send;
  // It asks something of the customer, so it is not muted with the rest.
  if (following === "mute" && topic !== "waiting") return drop("muted");
  if (following === "follow") return send;
  // A payables address that is a colleague's too gets the wider of the two.
  if (payables && topicRules[topic].feature === "billing") return send;
  if (choice === "off") return drop("off");
  if (choice === "digest") return { is: "bundle", personId: personId! };
  return choice || usualChoice(topic, role) !== "off" ? send : drop("role");
}
