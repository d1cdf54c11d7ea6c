import { and, eq, sql } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { prepared } from "#db/prepared.ts";
import { payablesAddresses } from "#db/schema/billing-details.ts";
import { outbox, suppressions } from "#db/schema/mail.ts";
import { follows, notificationChoices, type Topic } from "#db/schema/notifications.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import type { System } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import type { EndState, OutboxRow } from "./claim.ts";
import { thingOf, topicOf, type MailKinds } from "./kind.ts";
import { markOf, type Leave } from "./leave.ts";
import { staffWayOf } from "./staff-route.ts";
import { isCustomerTopic, isBillingTopic, isStaffTopic, isPayablesTopic, choiceOf } from "./topics.ts";

/** What is to be done with a mail that is due; the reason is in words, `leave` says how its recipient gets no more like it. */
export type Route =
  | { is: "send"; leave: Leave | null; personId?: PersonId }
  | { is: "bundle"; leave: Leave | null; personId: PersonId }
  | { is: "end"; state: EndState; reason: string };

/** Why mails were left out, as their rows say it. */
export const whyLeftOut = {
  muted: "Its order or request was muted by whoever gets it",
  off: "Turned off by whoever gets it",
  role: "Off for this role unless it is turned on",
} as const;
export type WhyLeftOut = keyof typeof whyLeftOut;

const send: Route = { is: "send", leave: null };
const left = (why: WhyLeftOut): Route => ({ is: "end", state: "dropped", reason: whyLeftOut[why] });

export type Routing = { system: System; kinds: MailKinds; config: Pick<Config, "staffEmails" | "supportEmail"> };

/** All that a mail's way depends on: its recipient is whoever has the address now. */
const standing = prepared((db) =>
  db
    .select({
      stopped: suppressions.email,
      personId: memberships.personId,
      role: memberships.role,
      choice: notificationChoices.mail,
      following: follows.state,
      payables: payablesAddresses.email,
      payablesTopics: payablesAddresses.topics,
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
 * Whether a mail goes out, by the choices that hold when it is due: what cannot be off does, then the address, whether
 * they muted or follow what it is about, their own choice and what is usual for their role decide. Whoever is none of the
 * organization's people or addresses has no choice; whoever is of the company has theirs of what it is to do.
 */
export function routeOf({ system, kinds, config }: Routing, row: OutboxRow): Route {
  const kind = kinds[row.kind];
  if (!kind) return send;
  const topic = topicOf(kind, row);
  if (isStaffTopic(topic)) {
    const way = staffWayOf(system, config, row.recipient, topic);
    return way === "off" ? left(way) : { is: "send", leave: way };
  }
  const thing = thingOf(row);
  const found = standing(system.db).get({ id: row.id, topic, ...(thing ?? { kind: null, itemId: null }) })!;
  if (found.stopped && (isCustomerTopic(topic) || kind.isUnasked))
    return { is: "end", state: "suppressed", reason: "We’ve stopped emailing this address" };
  const isPayables = found.payables !== null && isBillingTopic(topic);
  if (topic === "digest" && row.personId) return { is: "send", leave: { topic, who: row.personId } };
  if (!row.orgId || !isCustomerTopic(topic) || !(found.role || isPayables)) return send;
  const leave = { topic, orgId: row.orgId, who: found.personId ?? markOf(row.recipient), thing };
  // A payables address that is a colleague's too gets the wider of the two.
  if (isPayables && isPayablesTopic(topic, found.payablesTopics)) return { is: "send", leave };
  const way = wayOf(found, topic, isPayables);
  if (way === "bundle") return { is: "bundle", leave, personId: found.personId! };
  if (way === "send") return { is: "send", leave, personId: found.personId! };
  return left(way);
}

type Standing = NonNullable<ReturnType<ReturnType<typeof standing>["get"]>>;

/** How one of the organization's people has it. */
function wayOf(
  { role, choice, following }: Standing,
  topic: Topic,
  isPayables: boolean,
): WhyLeftOut | "send" | "bundle" {
  if (!role) return "off";
  // It asks something of the customer, so it is not muted with the rest.
  if (following === "mute" && topic !== "waiting") return "muted";
  if (following === "follow") return "send";
  const has = choiceOf(topic, role, choice);
  if (has === null) return isPayables ? "off" : "send";
  if (has === "off") return choice ? "off" : "role";
  return has === "digest" ? "bundle" : "send";
}
