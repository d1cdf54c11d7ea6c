import { and, asc, eq, gt } from "drizzle-orm";
import type { OrgId, PersonId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { invites, isOpenInvite } from "#db/schema/team.ts";
import { sha256 } from "#db/secrets.ts";
import { transact, type System } from "#db/tenant.ts";
import { canGrant } from "../can.ts";
import { invitesAskedFor, take } from "../sign-in/limits.ts";
import { inviteAgain, staffInviter, type Invite } from "./invites.ts";
import { addMember, liftRemoval, type By } from "./members.ts";

const day = 24 * 60 * 60_000;
/** How long after it ran out one may be asked for anew. */
const renewable = 30 * day;

const invitations = ({ db }: System) =>
  db
    .select({
      invite: invites,
      organization: organizations.name,
      closedAt: organizations.closedAt,
      // Drizzle takes a joined row for missing where its first column is null, and a name may be.
      inviter: { email: people.email, name: people.name, disabledAt: people.disabledAt },
      inviterRole: memberships.role,
    })
    .from(invites)
    .innerJoin(organizations, eq(organizations.id, invites.orgId))
    .leftJoin(people, eq(people.id, invites.byPerson))
    .leftJoin(memberships, and(eq(memberships.orgId, invites.orgId), eq(memberships.personId, invites.byPerson)));

/** An invitation as whoever holds its link sees it. */
export type Invitation = NonNullable<ReturnType<typeof findInvitation>>;

/** Whose link a token is of, whatever became of it; null where it is nobody's, or a newer mail's link replaced it. */
export const findInvitation = (system: System, token: string) =>
  invitations(system)
    .where(eq(invites.tokenHash, sha256(token)))
    .get() ?? null;

export const invitationById = (system: System, id: string) =>
  invitations(system).where(eq(invites.id, id)).get() ?? null;

const waiting = preparedFor((system: System, { email, now }: { email: string; now: number }) =>
  invitations(system)
    .where(and(eq(invites.email, email), isOpenInvite, gt(invites.expiresAt, now)))
    .orderBy(asc(organizations.name)),
);

/** What waits for whoever is signed in with an address, by organization. */
export const listInvitations = (system: System, email: string, now: number): Invitation[] =>
  waiting(system, { email, now })
    .all()
    .filter((one) => invitationStanding(one, now) === "open");

/** Whether who invited may still give that role; what staff offered stays. */
const stands = ({ inviter, inviterRole, invite }: Invitation): boolean =>
  invite.byStaff !== null ||
  (inviter?.disabledAt === null && inviterRole !== null && canGrant(inviterRole, invite.role));

/** "over": withdrawn, declined, long out, who invited may not any more, or its organization is closed. */
export function invitationStanding(one: Invitation, now: number): "open" | "used" | "expired" | "over" {
  const { acceptedAt, declinedAt, revokedAt, expiresAt } = one.invite;
  if (acceptedAt !== null) return "used";
  if (declinedAt !== null || revokedAt !== null || one.closedAt !== null || !stands(one)) return "over";
  if (expiresAt > now) return "open";
  return now - expiresAt <= renewable ? "expired" : "over";
}

export const isMemberOf = ({ db }: System, orgId: OrgId, person: PersonId): boolean =>
  !!db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.orgId, orgId), eq(memberships.personId, person)))
    .get();

/**
 * Uses an open invitation up and makes its person a member, in the caller's transaction: of many at once, one gets true.
 * Who is a member by now keeps their role.
 */
export function takeInvitation(system: System, invite: Invite, personId: PersonId, now: number): boolean {
  const { id, orgId, email, byPerson } = invite;
  const { db } = system;
  const isStill = and(eq(invites.id, id), isOpenInvite, gt(invites.expiresAt, now));
  const taken = db
    .update(invites)
    .set({ acceptedAt: now, acceptedBy: personId })
    .where(isStill)
    .returning({ role: invites.role })
    .get();
  if (!taken) return false;
  const tenant = system.within(orgId);
  if (!isMemberOf(system, orgId, personId)) {
    const member = { personId, role: taken.role, source: "invite", invitedBy: byPerson } as const;
    addMember(tenant, member, inviterOf(system, invite), now);
  }
  liftRemoval(tenant, { personId, email });
  return true;
}

function inviterOf({ db }: System, { byPerson, byStaff }: Invite): By {
  if (byPerson === null) return { kind: "staff", name: byStaff! };
  const { name } = db.select({ name: people.email }).from(people).where(eq(people.id, byPerson)).get()!;
  return { kind: "member", personId: byPerson, name };
}

/** Ends an open invitation for whoever holds its link; that organization cannot invite the address again. */
export function declineInvitation({ db }: System, { id }: Invite, now: number) {
  db.update(invites)
    .set({ declinedAt: now })
    .where(and(eq(invites.id, id), isOpenInvite))
    .run();
}

/** Sends one that ran out once more, to its own address and once a day, as if who invited had done it. */
export function renewInvitation(system: System, { invite, inviter }: Invitation, now: number) {
  transact(system, () => {
    if (!take(system, `invitation asked for again ${invite.id}`, invitesAskedFor, now).ok) return;
    const { byPerson: personId, byStaff } = invite;
    const by = byStaff ? staffInviter({ email: byStaff }) : inviter && { personId, email: inviter.email };
    if (!by) return;
    inviteAgain(system.within(invite.orgId), system, invite, by, now);
  });
}
