import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { queueMail } from "#db/outbox.ts";
import { organizations } from "#db/schema/organizations.ts";
import { invites, isOpenInvite } from "#db/schema/team.ts";
import { mine, transact, type Staff, type System, type Tenant } from "#db/tenant.ts";
import { note, writeDown, type Actor } from "../company/audit-log.ts";
import { addStaffTask, closeStaffTask } from "../company/staff-tasks.ts";
import { listMembersWith } from "../people/members.ts";
import { revokeItemLinks } from "../sign-in/item-links.ts";

const day = 24 * 60 * 60_000;
/** For so long after an owner asked for it, the others may stop the closing. */
export const objectionDays = 7;
/** For so long owners can still download everything. */
export const takeableAfterClosing = 30 * day;
const task = "organization-closing";

/** From when staff may close an organization that an owner asked to close; 0 where nobody did. */
export const closableFrom = (askedAt: number | null) => (askedAt === null ? 0 : askedAt + objectionDays * day);

/** When it was asked for, and since when it is closed. */
export function closingOf({ db, orgId }: Tenant) {
  const { name, closingAskedAt, closedAt } = organizations;
  return db.select({ name, closingAskedAt, closedAt }).from(organizations).where(eq(organizations.id, orgId)).get()!;
}

function tellOwners(tenant: Tenant, kind: string, now: number) {
  const { orgId } = tenant;
  for (const { email: recipient } of listMembersWith(tenant, "org.close")) {
    const dedupeKey = `${kind}:${orgId}:${now}:${recipient}`;
    queueMail(tenant, { kind, recipient, dedupeKey, props: { at: now }, orgId }, now);
  }
}

/** An owner asks to close it: all owners are mailed, and staff have it to decide. False where somebody did already. */
export function askToClose(system: System, tenant: Tenant, actor: Actor, now: number): boolean {
  const { orgId } = tenant;
  const isNew = and(eq(organizations.id, orgId), isNull(organizations.closingAskedAt), isNull(organizations.closedAt));
  return transact(system, () => {
    if (!system.db.update(organizations).set({ closingAskedAt: now }).where(isNew).run().changes) return false;
    note(system, actor, { action: "organization.closing-asked", orgId }, now);
    addStaffTask(system, task, orgId, `${actor.name} asked to close ${closingOf(tenant).name}.`, now);
    tellOwners(tenant, "closing-asked", now);
    return true;
  });
}

/** An owner stops what was asked for. False where nothing was. */
export function stopClosing(system: System, { orgId }: Tenant, actor: Actor, now: number): boolean {
  const isAsked = and(
    eq(organizations.id, orgId),
    isNotNull(organizations.closingAskedAt),
    isNull(organizations.closedAt),
  );
  return transact(system, () => {
    if (!system.db.update(organizations).set({ closingAskedAt: null }).where(isAsked).run().changes) return false;
    note(system, actor, { action: "organization.closing-withdrawn", orgId }, now);
    closeStaffTask(system, task, orgId, now);
    return true;
  });
}

/** What came of closing it: "early" while its owners may still object. */
export type Closing = "closed" | "early" | "unchanged";

/** Closes it: nobody gets in, item links and invitations end; its rows stay, and Stripe's are still read. */
export function closeOrganization(staff: Staff, tenant: Tenant, reason: string, now: number): Closing {
  const { orgId } = tenant;
  return transact(staff, () => {
    const { closingAskedAt, closedAt } = closingOf(tenant);
    if (closedAt !== null) return "unchanged";
    if (closableFrom(closingAskedAt) > now) return "early";
    const closed = { closedAt: now, closingAskedAt: null };
    staff.db.update(organizations).set(closed).where(eq(organizations.id, orgId)).run();
    revokeItemLinks(tenant, {}, now);
    tenant.db
      .update(invites)
      .set({ revokedAt: now })
      .where(mine(tenant, invites, isOpenInvite))
      .run();
    closeStaffTask(staff, task, orgId, now);
    writeDown(staff, { action: "organization.closed", subject: reason, orgId }, now);
    tellOwners(tenant, "organization-closed", now);
    return "closed";
  });
}

/** Opens it again, to the people whom it had. False where it is open. */
export function reopenOrganization(staff: Staff, { orgId }: Tenant, now: number): boolean {
  const isShut = and(eq(organizations.id, orgId), isNotNull(organizations.closedAt));
  return transact(staff, () => {
    if (!staff.db.update(organizations).set({ closedAt: null }).where(isShut).run().changes) return false;
    writeDown(staff, { action: "organization.reopened", orgId }, now);
    return true;
  });
}
