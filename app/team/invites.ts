import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { newId, type PersonId } from "#db/ids.ts";
import { queueMail } from "#db/outbox.ts";
import { outbox } from "#db/schema/mail.ts";
import { memberships, people, type Role } from "#db/schema/organizations.ts";
import { invites } from "#db/schema/team.ts";
import { newToken, sha256 } from "#db/secrets.ts";
import { mine, owned, transact, type System, type Tenant } from "#db/tenant.ts";
import { canGrant } from "../can.ts";
import { note, type Actor } from "../company/audit-log.ts";
import { findMemberByAddress } from "../people/members.ts";
import { invitesPerAddress, invitesPerAddressAWeek, invitesPerOrganization, takeAll } from "../sign-in/limits.ts";

export const inviteDays = 7;
const lifetime = inviteDays * 24 * 60 * 60_000;
const maxSends = 5;

export type Invite = typeof invites.$inferSelect;
export type Inviter = { personId: PersonId; email: string; role: Role };
export type InviteFault = "member" | "role" | "declined" | "sends" | "day";

/** Neither taken, declined nor withdrawn; it may have run out. */
export const isOpenInvite = and(isNull(invites.acceptedAt), isNull(invites.declinedAt), isNull(invites.revokedAt));

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

/** Sends an open invitation once more. */
export const inviteAgain = (tenant: Tenant, system: System, before: Invite, by: Inviter, now: number) =>
  transact(system, () => send(tenant, system, before, by, now, before.role));

type Sending = Pick<Invite, "id" | "email" | "name" | "role" | "sends">;

function send(tenant: Tenant, system: System, one: Sending, by: Inviter, now: number, before = one.role) {
  if (!canGrant(by.role, one.role) || !canGrant(by.role, before)) return "role";
  if (one.sends >= maxSends) return "sends";
  const ofDay = [{ key: `invitations by ${tenant.orgId}`, limit: invitesPerOrganization }];
  if (takeAll(system, ofDay, now)) return "day";
  const { id, email, name, role } = one;
  const sends = one.sends + 1;
  const values = { name, role, sends, sentAt: now, byPerson: by.personId, expiresAt: now + lifetime };
  tenant.db
    .insert(invites)
    .values(owned(tenant, invites, { id, email, ...values, createdAt: now }))
    .onConflictDoUpdate({ target: invites.id, set: values, setWhere: eq(invites.orgId, tenant.orgId) })
    .run();
  const actor = { kind: "person", name: by.email, personId: by.personId } as const;
  note(tenant, actor, { action: "team.invited", subject: email, detail: { role }, orgId: tenant.orgId }, now);
  mailIt(tenant, system, { id, email, sends }, now);
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

/** The open invitations of those who are still of the team, by address, each with what became of its newest mail. */
export const listInvites = (tenant: Tenant) =>
  tenant.db
    .select({
      id: invites.id,
      email: invites.email,
      name: invites.name,
      role: invites.role,
      sentAt: invites.sentAt,
      expiresAt: invites.expiresAt,
      by: sql<string>`coalesce(${people.name}, ${people.email})`,
      mail: outbox.state,
    })
    .from(invites)
    .innerJoin(memberships, and(eq(memberships.orgId, invites.orgId), eq(memberships.personId, invites.byPerson)))
    .innerJoin(people, eq(people.id, memberships.personId))
    .leftJoin(outbox, and(eq(outbox.id, invites.outboxId), eq(outbox.orgId, invites.orgId)))
    .where(mine(tenant, invites, isOpenInvite))
    .orderBy(asc(invites.email))
    .all();

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

/** Takes back what somebody invited whose right to it ends, in the transaction that ends it. */
export function withdrawInvitesOf(tenant: Tenant, person: PersonId, by: Actor, now: number) {
  const theirs = mine(tenant, invites, eq(invites.byPerson, person), isOpenInvite);
  for (const one of tenant.db.select().from(invites).where(theirs).all()) withdrawInvite(tenant, one, by, now);
}
