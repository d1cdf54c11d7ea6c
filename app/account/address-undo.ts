import { and, eq, gt, gte, isNull } from "drizzle-orm";
import { queueMail } from "#db/outbox.ts";
import { addressChanges } from "#db/schema/account.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import { invites, isOpenInvite } from "#db/schema/team.ts";
import { sha256 } from "#db/secrets.ts";
import { transact, type System } from "#db/tenant.ts";
import { note } from "../company/audit-log.ts";
import { listMembersWith } from "../people/members.ts";
import { isOwnAddress } from "../people/other-addresses.ts";
import { emailOf, nextUpdate } from "../people/people.ts";
import type { Portal } from "../portal.server.ts";
import { expireChallenges } from "../sign-in/challenges.ts";
import { isStaff, systemFor } from "../sign-in/handles.ts";
import { endEverySession } from "../sign-in/sessions.ts";
import { comeBack, findDeparture } from "./departure.ts";
import { withdrawInvite } from "../team/invites.ts";

type Change = typeof addressChanges.$inferSelect;

/**
 * What the link that was mailed to an old address is for. "taken": the address is somebody's again, the person's own too.
 * Null where there never was one. Changes nothing.
 */
export function findUndo(portal: Portal, token: string) {
  const system = systemFor(portal);
  const isIt = eq(addressChanges.undoHash, sha256(token));
  const change = system.db.select().from(addressChanges).where(isIt).get();
  return change ? { change, state: stateOf(portal, system, change) } : null;
}

export type UndoState = "open" | "used" | "expired" | "taken";

function stateOf(portal: Portal, system: System, { oldEmail, endedAt, undoUntil }: Change): UndoState {
  if (endedAt !== null) return "used";
  if (undoUntil <= portal.now()) return "expired";
  return isOwnAddress(system, oldEmail) || isStaff(portal, oldEmail) ? "taken" : "open";
}

/**
 * Gives somebody the address back that they had before, whoever signed in with the new one since: every session ends, and
 * so do their later changes and what they invited. Owners of organizations that were joined since are told. False where
 * the link works no more.
 */
export function undoChange(portal: Portal, token: string): boolean {
  const system = systemFor(portal);
  const now = portal.now();
  return transact(system, () => {
    const found = findUndo(portal, token);
    if (found?.state !== "open") return false;
    const { personId, oldEmail, at } = found.change;
    const { db } = system;
    const email = emailOf(system, personId);
    const since = and(
      eq(addressChanges.personId, personId),
      gte(addressChanges.at, at),
      isNull(addressChanges.endedAt),
    );
    db.update(addressChanges).set({ endedAt: now }).where(since).run();
    const values = { email: oldEmail, choseAddress: false, updatedAt: nextUpdate(now) };
    db.update(people).set(values).where(eq(people.id, personId)).run();
    endEverySession(system, personId, now);
    expireChallenges(system, personId, [oldEmail, email], now);
    takeInvitesBack(system, found.change, now);
    const departure = findDeparture(system, personId);
    if (departure && departure.askedAt >= at && departure.cancelledAt === null) comeBack(system, departure, now);
    const deed = { action: "person.address-undone", subject: `${email}: ${oldEmail}`, aboutPerson: personId };
    note(system, { kind: "person", name: oldEmail, personId }, deed, now);
    tellOwners(system, found.change, now);
    tell(system, found.change, { recipient: email, orgId: null }, now);
    return true;
  });
}

function takeInvitesBack(system: System, { personId, oldEmail, at }: Change, now: number) {
  const since = and(eq(invites.byPerson, personId), gte(invites.sentAt, at), isOpenInvite);
  for (const one of system.db.select().from(invites).where(since).all())
    withdrawInvite(system.within(one.orgId), one, { kind: "person", name: oldEmail, personId }, now);
}

function tellOwners(system: System, change: Change, now: number) {
  const since = and(eq(memberships.personId, change.personId), gt(memberships.createdAt, change.at));
  for (const { orgId } of system.db.select({ orgId: memberships.orgId }).from(memberships).where(since).all()) {
    const owners = listMembersWith(system.within(orgId), "team.owners");
    const others = owners.filter(({ personId }) => personId !== change.personId);
    for (const { email } of others) tell(system, change, { recipient: email, orgId }, now);
  }
}

type To = { recipient: string; orgId: Parameters<System["within"]>[0] | null };

function tell(system: System, { id, oldEmail: back }: Change, { recipient, orgId }: To, now: number) {
  const dedupeKey = `address-undone:${id}:${orgId}:${recipient}`;
  queueMail(system, { kind: "address-undone", recipient, orgId, dedupeKey, props: { back } }, now);
}
