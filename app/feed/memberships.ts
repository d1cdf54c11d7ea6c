import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { OrgId, PersonId } from "#db/ids.ts";
import { memberships, people, type Role } from "#db/schema/organizations.ts";
import { queueMail } from "#db/outbox.ts";
import { note } from "../company/audit-log.ts";
import type { Feed } from "./answer.ts";
import { organizationOf } from "./organizations.ts";
import { invalidFields } from "./problem.ts";
import type { PersonBody } from "./schemas.ts";

type Person = { id: PersonId; email: string; name: string | null };

/**
 * Gives a person these memberships in place of those the feed gave, in the caller's transaction; what others gave stays as
 * it is, and so does an organization's last owner. Owners are told of new owners and admins. Throws a 422 that names
 * organizations nobody knows. Whether anything changed.
 */
export function replaceMemberships(
  feed: Feed,
  person: Person,
  stated: NonNullable<PersonBody["memberships"]>,
  at: number,
) {
  const { system } = feed;
  const wanted = stated.map(({ organization, role }) => ({ orgId: organizationOf(system, organization), role }));
  const unknown = wanted.flatMap(({ orgId }, i) =>
    orgId
      ? []
      : [{ pointer: `/memberships/${i}/organization`, detail: "There is no such organization; send it first" }],
  );
  if (unknown.length) throw invalidFields(unknown);

  system.db.update(people).set({ membershipsStatedAt: at }).where(eq(people.id, person.id)).run();
  const held = system.db.select().from(memberships).where(eq(memberships.personId, person.id)).all();
  const roles = new Map(wanted.map(({ orgId, role }) => [orgId!, role]));
  let isChanged = false;
  for (const { orgId, role, source } of held) {
    const next = roles.get(orgId);
    roles.delete(orgId);
    if (source !== "feed" || next === role) continue;
    if (role === "owner" && isLastOwner(feed, orgId, person.id)) continue;
    if (next === undefined) leave(feed, person, orgId);
    else take(feed, person, orgId, next, role);
    isChanged = true;
  }
  for (const [orgId, role] of roles) take(feed, person, orgId, role, null);
  return isChanged || roles.size > 0;
}

/** The membership of that person in that organization. */
const of = (orgId: OrgId, personId: PersonId) => and(eq(memberships.orgId, orgId), eq(memberships.personId, personId));

function otherOwners({ system }: Feed, orgId: OrgId, personId: PersonId): string[] {
  return system.db
    .select({ email: people.email })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .where(and(eq(memberships.orgId, orgId), eq(memberships.role, "owner"), ne(memberships.personId, personId)))
    .all()
    .map(({ email }) => email);
}

const isLastOwner = (feed: Feed, orgId: OrgId, personId: PersonId) => otherOwners(feed, orgId, personId).length === 0;

function leave({ system, actor, now }: Feed, person: Person, orgId: OrgId) {
  system.db.delete(memberships).where(of(orgId, person.id)).run();
  note(system, { actor, action: "membership.removed", subject: person.email, orgId }, now);
}

function take(feed: Feed, person: Person, orgId: OrgId, role: Role, former: Role | null) {
  const { system, actor, now } = feed;
  system.db
    .insert(memberships)
    .values({ orgId, personId: person.id, role, source: "feed", createdAt: now })
    .onConflictDoUpdate({ target: [memberships.orgId, memberships.personId], set: { role: sql`excluded.role` } })
    .run();
  const action = former === null ? "membership.added" : "membership.role-changed";
  note(system, { actor, action, subject: `${person.email}: ${role}`, orgId }, now);
  if (role !== "owner" && role !== "admin") return;
  for (const recipient of otherOwners(feed, orgId, person.id)) {
    const dedupeKey = `role-changed:${orgId}:${person.id}:${now}:${recipient}`;
    const props = { personId: person.id, role };
    queueMail(system, { kind: "role-changed", recipient, dedupeKey, props, orgId }, now);
  }
}
