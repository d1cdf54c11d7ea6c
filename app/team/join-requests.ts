import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { newId, type OrgId, type PersonId } from "#db/ids.ts";
import { queueMail } from "#db/outbox.ts";
import { preparedFor } from "#db/prepared.ts";
import { people, type Role } from "#db/schema/organizations.ts";
import { joinRequests } from "#db/schema/team.ts";
import { mine, owned, transact, type System, type Tenant } from "#db/tenant.ts";
import { canGrant } from "../can.ts";
import { note } from "../company/audit-log.ts";
import { listMembersWith } from "../people/members.ts";
import { joinMailsPerOrganization, take } from "../sign-in/limits.ts";
import { withdrawInvitesTo } from "./invites.ts";
import { addMember, findMember, liftRemoval } from "./members.ts";
import { hasSeatFor } from "./seats.ts";

const day = 24 * 60 * 60_000;
/** How long a refusal is the answer to whoever asks again. */
const quiet = 30 * day;

export type JoinRequest = NonNullable<ReturnType<typeof findJoinRequest>>;
type Decider = { personId: PersonId; email: string };

const asked = (tenant: Tenant) =>
  tenant.db
    .select({
      id: joinRequests.id,
      personId: joinRequests.personId,
      name: people.name,
      email: people.email,
      askedAt: joinRequests.askedAt,
      decidedAt: joinRequests.decidedAt,
    })
    .from(joinRequests)
    .innerJoin(people, and(eq(people.id, joinRequests.personId), isNull(people.disabledAt)));

const waiting = preparedFor((tenant: Tenant) =>
  asked(tenant)
    .where(mine(tenant, joinRequests, isNull(joinRequests.decidedAt)))
    .orderBy(asc(joinRequests.askedAt), asc(joinRequests.id)),
);

/** Whoever waits to be let in, the longest first. */
export const listJoinRequests = (tenant: Tenant) => waiting(tenant).all();

/** One of the organization's, whatever became of it, or null. */
export const findJoinRequest = (tenant: Tenant, id: string) =>
  asked(tenant)
    .where(mine(tenant, joinRequests, eq(joinRequests.id, id)))
    .get() ?? null;

/** Whether that person waits for an answer, or was refused within thirty days. */
function hasAsked(tenant: Tenant, personId: PersonId, now: number): boolean {
  const theirs = eq(joinRequests.personId, personId);
  const refused = and(eq(joinRequests.decision, "refused"), gt(joinRequests.decidedAt, now - quiet));
  return [isNull(joinRequests.decidedAt), refused].some(
    (condition) =>
      !!tenant.db
        .select({ id: joinRequests.id })
        .from(joinRequests)
        .where(mine(tenant, joinRequests, theirs, condition))
        .get(),
  );
}

/**
 * Asks those who manage an organization to let somebody in. Nobody learns here whether that was asked or refused before.
 * They get a mail, one a day whoever asks. Gives the id of a new request. `now` is epoch milliseconds.
 */
export function askToJoin(system: System, orgId: OrgId, personId: PersonId, now: number): string | null {
  const tenant = system.within(orgId);
  return transact(system, () => {
    if (findMember(tenant, personId) || hasAsked(tenant, personId, now)) return null;
    const id = newId("join");
    tenant.db
      .insert(joinRequests)
      .values(owned(tenant, joinRequests, { id, personId, why: "invite", askedAt: now }))
      .run();
    if (!take(system, `requests to join ${orgId}`, joinMailsPerOrganization, now).ok) return id;
    for (const { email } of listMembersWith(tenant, "team.manage")) {
      const dedupeKey = `join-request:${id}:${email}`;
      queueMail(tenant, { kind: "join-request", recipient: email, dedupeKey, props: { requestId: id }, orgId }, now);
    }
    return id;
  });
}

/** Decides an open request; false where somebody else did already. */
const decide = (tenant: Tenant, id: string, decision: "accepted" | "refused", by: Decider, now: number): boolean =>
  tenant.db
    .update(joinRequests)
    .set({ decision, decidedAt: now, decidedBy: by.personId })
    .where(mine(tenant, joinRequests, eq(joinRequests.id, id), isNull(joinRequests.decidedAt)))
    .run().changes > 0;

/** Lets in who asked, in a role that whoever decides may give, and tells them. `now` is epoch milliseconds. */
export function acceptJoin(tenant: Tenant, request: JoinRequest, role: Role, by: Decider, now: number) {
  return transact(tenant, () => {
    const { id, personId, email } = request;
    const own = findMember(tenant, by.personId)?.role;
    if (!own || !canGrant(own, role)) return "not-allowed";
    const isMember = !!findMember(tenant, personId);
    if (!isMember && !hasSeatFor(tenant, { email, role }, now)) return "no-seat";
    if (!decide(tenant, id, "accepted", by, now)) return "decided";
    if (isMember) return "accepted";
    withdrawInvitesTo(tenant, email, { kind: "person", name: by.email, personId: by.personId }, now);
    liftRemoval(tenant, { personId, email });
    addMember(
      tenant,
      { personId, role, source: "team" },
      { kind: "member", personId: by.personId, name: by.email },
      now,
    );
    const { orgId } = tenant;
    const props = { personId, role, former: null };
    const dedupeKey = `role-changed:${orgId}:${personId}:${role}:${now}:${email}`;
    queueMail(tenant, { kind: "role-changed", recipient: email, dedupeKey, props, orgId }, now);
    return "accepted";
  });
}

/** Refuses silently; for thirty days that person is not heard again. False where it was decided already. */
export function refuseJoin(tenant: Tenant, { id, email }: JoinRequest, by: Decider, now: number): boolean {
  return transact(tenant, () => {
    if (!decide(tenant, id, "refused", by, now)) return false;
    note(
      tenant,
      { kind: "person", name: by.email, personId: by.personId },
      { action: "team.join-refused", subject: email, orgId: tenant.orgId },
      now,
    );
    return true;
  });
}
