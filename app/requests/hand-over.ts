import { and, eq } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { outbox } from "#db/schema/mail.ts";
import { messageFiles, messages, requests } from "#db/schema/requests.ts";
import { transact, type Staff, type System, type Tenant } from "#db/tenant.ts";
import { can } from "../can.ts";
import { findAnyRequest, type AnyRequest } from "./desk-thread.ts";
import { findMemberByAddress, listMembersWith } from "../people/members.ts";
import type { Clerk } from "./requests-by-staff.ts";
import { putOnThread } from "./requests-write.ts";

/**
 * Makes a request that is nobody's an organization's, with all its rows, in the caller's transaction; `proven` is what
 * more is known of who asked. Gives it as it is then.
 */
export function handOver({ db }: System | Staff, id: string, orgId: OrgId, proven: { verified?: true } = {}) {
  const moved = db
    .update(requests)
    .set({ orgId, ...proven })
    .where(eq(requests.id, id))
    .returning()
    .get();
  for (const table of [messages, messageFiles, outbox])
    db.update(table).set({ orgId }).where(eq(table.requestId, id)).run();
  return moved;
}

/** Who asked, where that is proven and they are one of the organization's people who may ask; else null. */
function askerOf(tenant: Tenant, { verified, email }: AnyRequest) {
  const member = verified ? findMemberByAddress(tenant, email) : null;
  return member && can(member.role, "requests.own") ? { ...member, email } : null;
}

/** Whom answers go to once the request is the organization's: who asked, where they are of it, else its owners. */
export function listAnswered(tenant: Tenant, request: AnyRequest) {
  const asker = askerOf(tenant, request);
  return asker ? [asker] : listMembersWith(tenant, "team.owners");
}

/**
 * Gives a request that is nobody's to an organization, and writes down who did: from then on it is theirs, with all that
 * was said. Its author becomes nobody's account. `there` where it is somebody's already; null where it is gone.
 */
export function giveRequest({ staff }: Clerk, id: string, orgId: OrgId, now: number): "given" | "there" | null {
  return transact(staff, () => {
    const request = findAnyRequest(staff, id);
    if (!request) return null;
    if (request.orgId !== null) return "there";
    const tenant = staff.within(orgId, "request.given", now, `${request.number}: ${request.subject}`);
    const answered = listAnswered(tenant, request);
    const personId = askerOf(tenant, request)?.personId ?? null;
    const isAskers = and(eq(messages.requestId, id), eq(messages.side, "customer"), eq(messages.email, request.email));
    staff.db.update(messages).set({ personId }).where(isAskers).run();
    // Whose address was given may still say whether it was them.
    if (request.verified) staff.db.update(requests).set({ personId }).where(eq(requests.id, id)).run();
    const moved = handOver(staff, id, orgId);
    for (const person of answered) putOnThread(tenant, moved, person.personId, now, staff.email);
    return "given";
  });
}
