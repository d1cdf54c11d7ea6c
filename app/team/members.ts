import { and, asc, eq, isNotNull, isNull, ne, or } from "drizzle-orm";
import { queueMail } from "#db/outbox.ts";
import type { PersonId } from "#db/ids.ts";
import { memberships, people, type LogDetail, type Role } from "#db/schema/organizations.ts";
import { drafts, requestPeople } from "#db/schema/requests.ts";
import { joinRequests } from "#db/schema/team.ts";
import { membershipTombs } from "#db/schema/tombs.ts";
import { mine, owned, transact, type Tenant } from "#db/tenant.ts";
import { canGrant } from "../can.ts";
import { keyNamed, note, type Actor } from "../company/audit-log.ts";
import { isLastOwner, ownerAddresses, hasReachableOwner } from "./owners.ts";
import { withdrawInvitesOf, withdrawInvitesTo } from "./invites.ts";
import { mailRole, type RoleStep } from "./role-news.ts";
import { revokeItemLinks } from "../sign-in/item-links.ts";
import { hasSeatFor } from "./seats.ts";

/** Who changes a team, and the name that the log has for them: one of its own people, staff, or the feed. */
export type By =
  | { kind: "member"; personId: PersonId; name: string }
  | { kind: "staff"; name: string; personId?: PersonId }
  /** Staff, for whom a claim stood its time without an objection. */
  | { kind: "claim"; name: string; personId?: PersonId }
  | { kind: "feed"; name: string };

const actorOf = (by: By): Actor => {
  if (by.kind === "feed") return keyNamed(by.name);
  const { name, personId } = by;
  return { kind: by.kind === "member" ? "person" : "staff", name, personId };
};

/** What came of a change. Not allowed: by the role that whoever asks has by now. Gone: they are in it no more. */
export type Change = "changed" | "unchanged" | "not-allowed" | "last-owner" | "no-seat" | "gone";

export type TeamMember = NonNullable<ReturnType<typeof findMember>>;

const columns = {
  personId: people.id,
  name: people.name,
  email: people.email,
  signedInAt: people.signedInAt,
  externalId: people.externalId,
  role: memberships.role,
  source: memberships.source,
  invitedBy: memberships.invitedBy,
  createdAt: memberships.createdAt,
};

/** The organization's people but for the disabled, by name and address. */
export const listTeam = (tenant: Tenant) =>
  tenant.db
    .select(columns)
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .where(mine(tenant, memberships))
    .orderBy(asc(people.name), asc(people.email))
    .all();

/** One of the organization's people, disabled or not; null for anybody else. */
export const findMember = (tenant: Tenant, personId: string) =>
  tenant.db
    .select(columns)
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(mine(tenant, memberships, eq(memberships.personId, personId as PersonId)))
    .get() ?? null;

/** Whether one of the roles is given and taken only by somebody who lately proved who they are, and is told to the owners. */
export const isHigh = (...some: (Role | null)[]) => some.some((role) => role === "owner" || role === "admin");

/** Whether whoever asks may take a role and give the other, by the role that they have now. */
function mayChange(tenant: Tenant, by: By, taken: Role, given: Role | null): boolean {
  if (by.kind === "staff" && given === "owner") return !hasReachableOwner(tenant);
  if (by.kind !== "member") return true;
  const own = findMember(tenant, by.personId)?.role;
  return !!own && canGrant(own, taken) && (!given || canGrant(own, given));
}

type NewMember = Pick<TeamMember, "personId" | "role" | "source"> & { invitedBy?: PersonId | null };

/**
 * Makes somebody a member, in the caller's transaction, and tells the owners where that is an owner or an admin. What they
 * asked to be let in by is answered with it.
 */
export function addMember(tenant: Tenant, { personId, role, source, invitedBy }: NewMember, by: By, now: number) {
  tenant.db
    .insert(memberships)
    .values(owned(tenant, memberships, { personId, role, source, invitedBy, createdAt: now }))
    .run();
  const decidedBy = by.kind === "member" ? by.personId : null;
  tenant.db
    .update(joinRequests)
    .set({ decision: "accepted", decidedAt: now, decidedBy })
    .where(mine(tenant, joinRequests, eq(joinRequests.personId, personId), isNull(joinRequests.decidedAt)))
    .run();
  const member = findMember(tenant, personId)!;
  write(tenant, by, "membership.added", member, now, { role });
  tellOfRole(tenant, member, { role, former: null }, by, now);
}

/**
 * Gives a member another role. What the organization's people or staff decide is not the feed's to change any more. `now`
 * is epoch milliseconds.
 */
export function changeRole(tenant: Tenant, personId: PersonId, role: Role, by: By, now: number): Change {
  return transact(tenant, () => {
    const member = findMember(tenant, personId);
    if (!member) return "gone";
    if (!mayChange(tenant, by, member.role, role)) return "not-allowed";
    if (member.role === role) return "unchanged";
    if (isLastOwner(tenant, member)) return "last-owner";
    if (by.kind === "member" && !hasSeatFor(tenant, { email: member.email, role }, now)) return "no-seat";
    tenant.db
      .update(memberships)
      .set({ role, ...(by.kind === "feed" ? {} : { source: by.kind === "member" ? "team" : "staff" }) })
      .where(mine(tenant, memberships, eq(memberships.personId, personId)))
      .run();
    withdrawInvitesOf(tenant, personId, role, actorOf(by), now);
    write(tenant, by, "membership.role-changed", member, now, { role, former: member.role });
    tellOfRole(tenant, member, { role, former: member.role }, by, now);
    return "changed";
  });
}

/** Has somebody prove anew who they are before they see the organization again; nothing else of theirs changes. */
export function signOutOf(tenant: Tenant, personId: PersonId, by: By, now: number): Change {
  return transact(tenant, () => {
    const member = findMember(tenant, personId);
    if (!member) return "gone";
    if (!mayChange(tenant, by, member.role, null)) return "not-allowed";
    tenant.db
      .update(memberships)
      .set({ proofsAfter: now })
      .where(mine(tenant, memberships, eq(memberships.personId, personId)))
      .run();
    write(tenant, by, "membership.signed-out", member, now);
    return "changed";
  });
}

/**
 * Ends a membership, and with it what was let in, kept or linked for that person; what they asked stays the team's. Whom
 * the organization's people or staff remove, or who leaves, is told, and the feed does not bring them back.
 */
export function removeMember(tenant: Tenant, personId: PersonId, by: By, now: number): Change {
  return transact(tenant, () => {
    const member = findMember(tenant, personId);
    if (!member) return "gone";
    const isLeaving = by.kind === "member" && by.personId === personId;
    if (!isLeaving && !mayChange(tenant, by, member.role, null)) return "not-allowed";
    if (isLastOwner(tenant, member)) return "last-owner";
    const { db, orgId } = tenant;
    const { email } = member;
    endMembership(tenant, member, by, now);
    tellOfRole(tenant, member, { role: null, former: member.role }, by, now);
    if (by.kind === "feed") return "changed";
    const tomb = { personId, by: by.name, at: now };
    db.insert(membershipTombs)
      .values(owned(tenant, membershipTombs, { email, ...tomb }))
      .onConflictDoUpdate({
        target: [membershipTombs.orgId, membershipTombs.email],
        set: tomb,
        setWhere: mine(tenant, membershipTombs),
      })
      .run();
    const dedupeKey = `member-removed:${orgId}:${personId}:${now}`;
    const props = { hasLeft: isLeaving };
    queueMail(tenant, { kind: "member-removed", recipient: email, dedupeKey, props, orgId }, now);
    return "changed";
  });
}

/** The same without a word to anybody and without lasting, in the caller's transaction. */
export function endMembership(tenant: Tenant, member: TeamMember, by: By, now: number) {
  const { db } = tenant;
  const { personId, email } = member;
  db.delete(memberships)
    .where(mine(tenant, memberships, eq(memberships.personId, personId)))
    .run();
  const wasLetIn = and(eq(requestPeople.personId, personId), isNotNull(requestPeople.letInBy));
  db.delete(requestPeople)
    .where(mine(tenant, requestPeople, wasLetIn))
    .run();
  db.delete(drafts)
    .where(mine(tenant, drafts, eq(drafts.personId, personId)))
    .run();
  revokeItemLinks(tenant, { email }, now);
  withdrawInvitesOf(tenant, personId, null, actorOf(by), now);
  withdrawInvitesTo(tenant, email, actorOf(by), now);
  const isLeaving = by.kind === "member" && by.personId === personId;
  write(tenant, by, isLeaving ? "membership.left" : "membership.removed", member, now);
}

const tombOf = ({ personId, email }: Pick<TeamMember, "personId" | "email">) =>
  or(eq(membershipTombs.personId, personId), eq(membershipTombs.email, email));

/** Whether somebody was removed, or left: then the feed does not bring them back. */
export const isRemoved = (tenant: Tenant, person: Pick<TeamMember, "personId" | "email">): boolean =>
  !!tenant.db
    .select({ email: membershipTombs.email })
    .from(membershipTombs)
    .where(mine(tenant, membershipTombs, tombOf(person)))
    .get();

/** Lets the feed decide again over a membership, or its lack. False where it does already. `now` is epoch milliseconds. */
export function leaveToFeed(tenant: Tenant, personId: PersonId, by: By, now: number): boolean {
  return transact(tenant, () => {
    const isTheirs = and(eq(memberships.personId, personId), ne(memberships.source, "feed"));
    const given = tenant.db
      .update(memberships)
      .set({ source: "feed" })
      .where(mine(tenant, memberships, isTheirs))
      .run();
    const lifted = tenant.db
      .delete(membershipTombs)
      .where(mine(tenant, membershipTombs, eq(membershipTombs.personId, personId)))
      .run();
    const isDone = given.changes + lifted.changes > 0;
    if (isDone) write(tenant, by, "membership.feed-again", { personId, email: personId }, now);
    return isDone;
  });
}

/** Forgets that somebody was removed: they come in again, by an invitation or by staff. */
export function liftRemoval(tenant: Tenant, person: Pick<TeamMember, "personId" | "email">) {
  tenant.db
    .delete(membershipTombs)
    .where(mine(tenant, membershipTombs, tombOf(person)))
    .run();
}

function write(
  { db, orgId }: Tenant,
  by: By,
  action: string,
  { personId, email }: Pick<TeamMember, "personId" | "email">,
  now: number,
  detail?: LogDetail,
) {
  note({ db }, actorOf(by), { action, subject: email, aboutPerson: personId, detail, orgId }, now);
}

/** Mails the owners where an owner or an admin comes or goes, and who has another role, unless the feed gave it. */
function tellOfRole(tenant: Tenant, { personId, email }: TeamMember, step: RoleStep, by: By, now: number) {
  const recipients = isHigh(step.role, step.former) ? ownerAddresses(tenant, personId) : [];
  if (step.role && step.former && by.kind !== "feed") recipients.push(email);
  for (const recipient of recipients) mailRole(tenant, recipient, { personId, ...step }, now);
}
