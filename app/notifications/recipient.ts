import { eq } from "drizzle-orm";
import { payablesAddresses } from "#db/schema/billing-details.ts";
import { memberships, organizations, people, type Role } from "#db/schema/organizations.ts";
import type { PersonId } from "#db/ids.ts";
import type { FollowState, MailChoice } from "#db/schema/notifications.ts";
import { requests } from "#db/schema/requests.ts";
import { mine, transact, type System, type Tenant } from "#db/tenant.ts";
import { findMailTo } from "#db/trips.ts";
import { countOutcome, type Counted } from "#db/usage.ts";
import { countedFor } from "../people/leave-out.ts";
import { markOf, readLeaveToken, type CustomersLeave } from "../mail/leave.ts";
import { canWait, isPayablesTopic, usualChoice } from "../mail/topics.ts";
import { listOrderNames } from "../orders/order-names.ts";
import { findFollow, follow } from "../people/follows.ts";
import { findMemberByAddress } from "../people/members.ts";
import type { Portal } from "../portal.server.ts";
import { systemFor } from "../sign-in/handles.ts";
import { requestReference } from "../text/request-reference.ts";
import { choose, findChoice } from "./choices.ts";
import { digestRecipientOf, type DigestRecipient } from "./digest-recipient.ts";
import { leavePayables } from "./payables-left.ts";
import { isOfStaff, setStaffTopic, staffRecipientOf, wantsTopic, type StaffRecipient } from "./staff-recipient.ts";

const opened = Symbol("what a recipient may change");
type Person = { personId: PersonId; role: Role };

/** The right of who holds a link out of a mail: to one topic for one recipient, and to mute what the mail was about. */
type CustomersRecipient = Pick<CustomersLeave, "topic" | "thing"> & {
  readonly email: string;
  readonly orgName: string;
  readonly [opened]: { system: System; tenant: Tenant; person: Person | null };
};
export type Recipient = CustomersRecipient | StaffRecipient;

/** Whom a link's token is of, or null: it is not ours, or they get no mail of the organization any more. Changes nothing. */
export function recipientOf(portal: Portal, token: string): Recipient | DigestRecipient | null {
  const system = systemFor(portal);
  const leave = readLeaveToken(system.secrets, token);
  if (!leave) return null;
  if (leave.topic === "digest") return digestRecipientOf(system, portal.config, leave);
  return "orgId" in leave ? customersRecipientOf(system, leave) : staffRecipientOf(system, portal.config, leave);
}

function customersRecipientOf(system: System, { topic, thing, who, orgId }: CustomersLeave): Recipient | null {
  const tenant = system.within(orgId);
  const open = tenant.db.select().from(organizations).where(eq(organizations.id, orgId)).get();
  if (!open || open.closedAt !== null) return null;
  const payables = listPayables(tenant).map(({ email }) => email);
  const email = findAddress(tenant, who) ?? payables.find((one) => markOf(one) === who);
  if (!email) return null;
  const member = findMemberByAddress(tenant, email);
  const person = member && usualChoice(topic, member.role) ? member : null;
  if (!person && !payables.includes(email)) return null;
  return { topic, thing: person && thing, email, orgName: open.name, [opened]: { system, tenant, person } };
}

const findAddress = (tenant: Tenant, who: string) =>
  tenant.db
    .select({ email: people.email })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(mine(tenant, memberships, eq(memberships.personId, who as PersonId)))
    .get()?.email;

const listPayables = (tenant: Tenant) =>
  tenant.db.select().from(payablesAddresses).where(mine(tenant, payablesAddresses)).all();

/** The mail that the link is most likely out of: which one is not in it. Null where it is one to the company. */
export function mailOf(recipient: Recipient): string | null {
  if (isOfStaff(recipient)) return null;
  const {
    email,
    thing,
    [opened]: { system, tenant },
  } = recipient;
  return findMailTo(system, tenant.orgId, email, thing?.kind === "order" ? thing.itemId : null);
}

/** When a link was used, in epoch milliseconds, and whose deed it is counted as. */
export type Deed = { now: number; counted: Counted };

export type RecipientStanding = { choice: MailChoice; mayWait: boolean; following: FollowState | null };

/** What the recipient gets of the topic now, whether that can wait for a digest, and whether they follow what the mail was about or muted it. */
export function standingOfRecipient(recipient: Recipient): RecipientStanding {
  if (isOfStaff(recipient)) return { choice: wantsTopic(recipient) ? "now" : "off", mayWait: false, following: null };
  const {
    topic,
    thing,
    email,
    [opened]: { tenant, person },
  } = recipient;
  const payables = listPayables(tenant).find((one) => one.email === email);
  const isPayables = !!payables && isPayablesTopic(topic, payables.topics);
  const choice: MailChoice = isPayables ? "now" : person ? findChoice(tenant, person, topic) : "off";
  const following = person && thing && findFollow(tenant, person.personId, thing);
  return { choice, mayWait: !!person && !isPayables && canWait(topic), following };
}

/** What people call the thing that the mail was about, where the recipient can mute it: what waits for them cannot be muted. */
export function nameOfThing(recipient: Recipient): string | null {
  if (isOfStaff(recipient) || !recipient.thing || recipient.topic === "waiting") return null;
  const {
    thing,
    [opened]: { tenant },
  } = recipient;
  if (thing.kind === "order") return listOrderNames(tenant, [thing.itemId]).get(thing.itemId)?.number ?? null;
  const isThis = mine(tenant, requests, eq(requests.id, thing.itemId));
  const found = tenant.db.select({ number: requests.number }).from(requests).where(isThis).get();
  return found ? requestReference(found.number) : null;
}

/**
 * Turns the topic off, or on again, for the recipient in that organization and nothing else; the same again changes nothing.
 * Off, it ends that they follow what the mail was about: it would come all the same.
 */
export function setTopic(recipient: Recipient, mail: MailChoice, { now, counted }: Deed) {
  if (isOfStaff(recipient)) return setStaffTopic(recipient, mail === "off", now);
  const {
    topic,
    thing,
    email,
    [opened]: { tenant, person },
  } = recipient;
  transact(tenant, () => {
    if (person && thing && mail === "off" && findFollow(tenant, person.personId, thing) === "follow")
      follow(tenant, person.personId, thing, null, now);
    if (standingOfRecipient(recipient).choice === mail) return;
    if (person) choose(tenant, person, [{ topic, mail }], "link", now);
    leavePayables(tenant, { email, topic, isLeft: mail === "off" }, now);
    if (mail === "off") countOutcome(tenant, "off.by-link", countedFor(tenant, person?.personId ?? null, counted));
  });
}

/** Mutes what the mail was about, has it followed, or ends both. */
export function setFollowing(recipient: Recipient, state: FollowState | null, now: number) {
  if (isOfStaff(recipient)) return;
  const {
    thing,
    [opened]: { tenant, person },
  } = recipient;
  if (person && thing && nameOfThing(recipient) !== null) follow(tenant, person.personId, thing, state, now);
}
