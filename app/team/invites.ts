import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { newId, type PersonId } from "#db/ids.ts";
import { queueMail } from "#db/outbox.ts";
import { preparedFor } from "#db/prepared.ts";
import { outbox } from "#db/schema/mail.ts";
import { memberships, people, type Role } from "#db/schema/organizations.ts";
import { invites, isOpenInvite } from "#db/schema/team.ts";
import { newToken, sha256 } from "#db/secrets.ts";
import { mine, owned, transact, type Staff, type System, type Tenant } from "#db/tenant.ts";
import { canGrant } from "../can.ts";
import { note, type Actor } from "../company/audit-log.ts";
import { findMemberByAddress } from "../people/members.ts";
import { ownerAddresses } from "./owners.ts";
import { invitesPerAddress, invitesPerAddressAWeek, invitesPerOrganization, takeAll } from "../sign-in/limits.ts";
import { hasSeatFor } from "./seats.ts";

export const inviteDays = 7;
const lifetime = inviteDays * 24 * 60 * 60_000;
const maxSends = 5;

export type Invite = typeof invites.$inferSelect;
/** Who invites: one of the organization's own people, or staff, who are no person of it and may give every role. */
export type Inviter = { personId: PersonId | null; email: string };
export const staffInviter = ({ email }: Pick<Staff, "email">): Inviter => ({ personId: null, email });
export type InviteFault = "member" | "role" | "declined" | "seats" | "sends" | "day";

/**
 * Asks an address into the organization, or sends what was sent before once more, with the new role. What it gives says
 * nothing of the address but what it is to this organization. `now` is epoch milliseconds.
 */
export function invite(
  tenant: Tenant,
  system: System,
  wanted: Pick<Invite, "email" | "name" | "role">,
  by: Inviter,
  now: number,
): InviteFault | null {
  return transact(system, () => {
    if (findMemberByAddress(tenant, wanted.email)) return "member";
    const { db } = tenant;
    const toThem = eq(invites.email, wanted.email);
    const declined = mine(tenant, invites, toThem, isNotNull(invites.declinedAt));
    if (db.select({ id: invites.id }).from(invites).where(declined).get()) return "declined";
    const before = db
      .select()
      .from(invites)
      .where(mine(tenant, invites, toThem, isOpenInvite))
      .get();
    return send(tenant, system, { ...(before ?? { id: newId("inv"), sends: 0 }), ...wanted }, by, now, before?.role);
  });
}

/** Sends an open invitation once more; not to somebody who is in by now. */
export const inviteAgain = (tenant: Tenant, system: System, before: Invite, by: Inviter, now: number) =>
  transact(system, () =>
    findMemberByAddress(tenant, before.email) ? "member" : send(tenant, system, before, by, now, before.role),
  );

type Sending = Pick<Invite, "id" | "email" | "name" | "role" | "sends">;

function send(tenant: Tenant, system: System, one: Sending, by: Inviter, now: number, before = one.role) {
  // By the role that they have now: it may have changed since they were let to the form.
  const own = by.personId ? findMemberByAddress(tenant, by.email)?.role : "owner";
  if (!own || !canGrant(own, one.role) || !canGrant(own, before)) return "role";
  if (!hasSeatFor(tenant, one, now)) return "seats";
  if (one.sends >= maxSends) return "sends";
  const ofDay = [{ key: `invitations by ${tenant.orgId}`, limit: invitesPerOrganization }];
  if (takeAll(system, ofDay, now)) return "day";
  const { id, email, name, role } = one;
  const sends = one.sends + 1;
  const byStaff = by.personId ? null : by.email;
  const values = { name, role, sends, sentAt: now, byPerson: by.personId, byStaff, expiresAt: now + lifetime };
  tenant.db
    .insert(invites)
    .values(owned(tenant, invites, { id, email, ...values, createdAt: now }))
    .onConflictDoUpdate({ target: invites.id, set: values, setWhere: eq(invites.orgId, tenant.orgId) })
    .run();
  const actor: Actor = { kind: byStaff ? "staff" : "person", name: by.email, personId: by.personId };
  note(tenant, actor, { action: "team.invited", subject: email, detail: { role }, orgId: tenant.orgId }, now);
  mailIt(tenant, system, { id, email, sends }, now);
  if (byStaff && role === "owner")
    for (const recipient of ownerAddresses(tenant)) {
      const dedupeKey = `owner-invited:${id}.${sends}:${recipient}`;
      const props = { inviteId: id };
      queueMail(tenant, { kind: "owner-invited", recipient, dedupeKey, props, orgId: tenant.orgId }, now);
    }
  return null;
}

/** Leaves the mail in the outbox; none, and not a word of it, where the address was sent enough by all organizations. */
function mailIt(
  tenant: Tenant,
  system: System,
  { id, email, sends }: Pick<Sending, "id" | "email" | "sends">,
  now: number,
) {
  const toAddress = [
    { key: `invitations to ${email}`, limit: invitesPerAddress },
    { key: `invitations a week to ${email}`, limit: invitesPerAddressAWeek },
  ];
  if (takeAll(system, toAddress, now)) return;
  const token = newToken();
  const dedupeKey = `invite:${id}.${sends}:${email}`;
  const mail = { kind: "invite", recipient: email, dedupeKey, props: { inviteId: id }, secret: { token } };
  const outboxId = queueMail(tenant, { ...mail, orgId: tenant.orgId }, now);
  tenant.db
    .update(invites)
    .set({ tokenHash: sha256(token), outboxId })
    .where(mine(tenant, invites, eq(invites.id, id)))
    .run();
}

/** An invitation of the organization, whatever became of it, or null. */
export const findInvite = (tenant: Tenant, id: string): Invite | null =>
  tenant.db
    .select()
    .from(invites)
    .where(mine(tenant, invites, eq(invites.id, id)))
    .get() ?? null;

const open = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({
      id: invites.id,
      email: invites.email,
      name: invites.name,
      role: invites.role,
      sentAt: invites.sentAt,
      expiresAt: invites.expiresAt,
      isStaffs: sql<number>`${invites.byStaff} is not null`,
      by: sql<string | null>`coalesce(${people.name}, ${people.email})`,
      mail: outbox.state,
    })
    .from(invites)
    .leftJoin(memberships, and(eq(memberships.orgId, invites.orgId), eq(memberships.personId, invites.byPerson)))
    .leftJoin(people, eq(people.id, memberships.personId))
    .leftJoin(outbox, and(eq(outbox.id, invites.outboxId), eq(outbox.orgId, invites.orgId)))
    .where(mine(tenant, invites, isOpenInvite))
    .orderBy(asc(invites.email)),
);

/**
 * The open invitations of those who are still of the team and of staff, by address, each with what became of its newest
 * mail. By null: staff.
 */
export const listInvites = (tenant: Tenant) =>
  open(tenant)
    .all()
    .filter(({ by, isStaffs }) => by !== null || isStaffs);

/** Takes an open invitation back. False where it is open no more. */
export function withdrawInvite(tenant: Tenant, { id, email }: Pick<Invite, "id" | "email">, by: Actor, now: number) {
  return transact(tenant, () => {
    const ofIt = mine(tenant, invites, eq(invites.id, id), isOpenInvite);
    if (!tenant.db.update(invites).set({ revokedAt: now }).where(ofIt).run().changes) return false;
    note(tenant, by, { action: "team.invite-withdrawn", subject: email, orgId: tenant.orgId }, now);
    return true;
  });
}

/** Takes back what waits for an address that was removed, in the transaction that removes it. */
export function withdrawInvitesTo(tenant: Tenant, email: string, by: Actor, now: number) {
  const theirs = mine(tenant, invites, eq(invites.email, email), isOpenInvite);
  for (const one of tenant.db.select().from(invites).where(theirs).all()) withdrawInvite(tenant, one, by, now);
}

/**
 * Takes back what somebody invited and may not any more, by the role that they have from now on, in the transaction that
 * gives it; null where they go.
 */
export function withdrawInvitesOf(tenant: Tenant, person: PersonId, role: Role | null, by: Actor, now: number) {
  const theirs = mine(tenant, invites, eq(invites.byPerson, person), isOpenInvite);
  for (const one of tenant.db.select().from(invites).where(theirs).all())
    if (!role || !canGrant(role, one.role)) withdrawInvite(tenant, one, by, now);
}
