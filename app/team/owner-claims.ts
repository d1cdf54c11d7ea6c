import { and, eq, inArray, isNull } from "drizzle-orm";
import { newId, type OrgId, type PersonId } from "#db/ids.ts";
import { enqueue } from "#db/jobs.ts";
import { queueMail } from "#db/outbox.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import { ownerClaims } from "#db/schema/team.ts";
import { mine, owned, transact, type System, type Tenant } from "#db/tenant.ts";
import { note } from "../company/audit-log.ts";
import { addStaffTask } from "../company/staff-tasks.ts";
import { Postponed } from "../jobs/postponed.ts";
import { changeRole, findMember } from "./members.ts";
import { hasReachableOwner } from "./owners.ts";

export const claimHours = 72;
const claimMs = claimHours * 60 * 60_000;
export const settleOwnerJob = "team.settle-owner";

export type OwnerClaim = typeof ownerClaims.$inferSelect;
const isOpen = and(isNull(ownerClaims.objectedAt), isNull(ownerClaims.settledAt));

const findOpenClaim = (tenant: Tenant): OwnerClaim | null =>
  tenant.db
    .select()
    .from(ownerClaims)
    .where(mine(tenant, ownerClaims, isOpen))
    .get() ?? null;

/** Whom it is about; null for who left or was removed since, also where they came again. */
function findClaimed(tenant: Tenant, { personId, askedAt }: OwnerClaim) {
  const member = findMember(tenant, personId);
  return member && member.createdAt <= askedAt ? member : null;
}

/** The claim that waits for its time or for an objection, and whom it is about; or null. */
export function findWaitingClaim(tenant: Tenant) {
  const claim = findOpenClaim(tenant);
  const person = claim && findClaimed(tenant, claim);
  return person && { claim, person };
}

/**
 * Has staff make somebody of an organization's an owner: at once where it has no owner whose mails arrive; else 72 hours
 * later, of which all owners and admins are told now. `now` is epoch milliseconds.
 */
export function claimOwnership(
  tenant: Tenant,
  { personId, reason }: { personId: PersonId; reason: string },
  staff: string,
  now: number,
): "made" | "waits" | "open" | "gone" | "owner" {
  return transact(tenant, () => {
    const member = findMember(tenant, personId);
    if (!member) return "gone";
    if (member.role === "owner") return "owner";
    const open = findOpenClaim(tenant);
    if (open && findClaimed(tenant, open)) return "open";
    if (open) settle(tenant, open, now);
    const { db, orgId } = tenant;
    const deed = { action: "owner.claimed", subject: member.email, detail: { reason }, aboutPerson: personId, orgId };
    note(tenant, { kind: "staff", name: staff }, deed, now);
    if (!hasReachableOwner(tenant)) {
      changeRole(tenant, personId, "owner", { kind: "staff", name: staff }, now);
      return "made";
    }
    const claim = { id: newId("own"), personId, reason, byStaff: staff, askedAt: now, dueAt: now + claimMs };
    db.insert(ownerClaims)
      .values(owned(tenant, ownerClaims, claim))
      .run();
    enqueue(tenant, settleOwnerJob, { org: orgId, claim: claim.id }, { now, notBefore: claim.dueAt });
    tellManagers(tenant, "owner-claimed", claim.id, now);
    return "waits";
  });
}

/** Ends a claim for good: staff and all owners and admins are told. False where it was over. */
export function objectToClaim(
  tenant: Tenant,
  { id, personId }: OwnerClaim,
  { email: by, id: objector }: { id: PersonId; email: string },
  orgName: string,
  now: number,
) {
  return transact(tenant, () => {
    const ofIt = mine(tenant, ownerClaims, eq(ownerClaims.id, id), isOpen);
    if (!tenant.db.update(ownerClaims).set({ objectedAt: now, objectedBy: by }).where(ofIt).run().changes) return false;
    const email = findMember(tenant, personId)?.email ?? personId;
    const deed = { action: "owner.objected", subject: email, aboutPerson: personId, orgId: tenant.orgId };
    note(tenant, { kind: "person", name: by, personId: objector }, deed, now);
    addStaffTask(
      tenant,
      "owner-objected",
      tenant.orgId,
      `${by} objected to ${email} becoming an owner of ${orgName}.`,
      now,
    );
    tellManagers(tenant, "owner-claim-ended", id, now);
    return true;
  });
}

/**
 * The job: makes them an owner where the time is over and nobody objected. Throws `Postponed` before its time. What somebody
 * asked for who is not of the staff any more comes to nothing but a task for the others.
 */
export function settleOwnerClaim(
  system: System,
  { org, claim: id }: Record<string, string>,
  isStaff: (email: string) => boolean,
  now: number,
) {
  const tenant = system.within(org as OrgId);
  transact(system, () => {
    const claim = findOpenClaim(tenant);
    if (!claim || claim.id !== id) return;
    if (claim.dueAt > now) throw new Postponed(claim.dueAt);
    settle(tenant, claim, now);
    const member = findClaimed(tenant, claim);
    const { byStaff } = claim;
    if (member && isStaff(byStaff)) changeRole(tenant, claim.personId, "owner", { kind: "claim", name: byStaff }, now);
    else if (member) {
      const detail = `${byStaff}, who is no longer staff, asked to make ${member.email} an owner. That was not done.`;
      addStaffTask(tenant, "owner-objected", tenant.orgId, detail, now);
    }
  });
}

function settle(tenant: Tenant, { id }: OwnerClaim, now: number) {
  tenant.db
    .update(ownerClaims)
    .set({ settledAt: now })
    .where(mine(tenant, ownerClaims, eq(ownerClaims.id, id)))
    .run();
}

function tellManagers(tenant: Tenant, kind: string, claimId: string, now: number) {
  const managers = tenant.db
    .select({ email: people.email })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .where(mine(tenant, memberships, inArray(memberships.role, ["owner", "admin"])))
    .all();
  for (const { email: recipient } of managers) {
    const mail = { kind, recipient, dedupeKey: `${kind}:${claimId}:${recipient}`, props: { claimId } };
    queueMail(tenant, { ...mail, orgId: tenant.orgId }, now);
  }
}
