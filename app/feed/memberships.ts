import { eq } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import { addMember, changeRole, isRemoved, removeMember } from "../team/members.ts";
import type { Feed, Note } from "./answer.ts";
import { organizationOf, refuseClosed } from "./organizations.ts";
import { invalidFields } from "./problem.ts";
import type { PersonBody } from "./schemas.ts";

type Person = { id: PersonId; email: string };

/**
 * Gives a person these memberships in place of those the feed gave, in the caller's transaction; what others gave, changed
 * or ended stays as it is, and so does an organization's last owner: each is noted. Owners are told of owners and admins
 * who come and go. Throws a 422 that names organizations nobody knows.
 */
export function replaceMemberships(
  { system, actor, now }: Feed,
  person: Person,
  stated: NonNullable<PersonBody["memberships"]>,
  at: number,
): { isChanged: boolean; notes: Note[] } {
  const wanted = stated.map(({ organization, role }, i) => ({
    orgId: organizationOf(system, organization),
    role,
    pointer: `/memberships/${i}`,
  }));
  const unknown = wanted.flatMap(({ orgId, pointer }) =>
    orgId ? [] : [{ pointer: `${pointer}/organization`, detail: "There is no such organization. Send it first" }],
  );
  if (unknown.length) throw invalidFields(unknown);
  for (const { orgId } of wanted) refuseClosed(system, orgId!);

  system.db.update(people).set({ membershipsStatedAt: at }).where(eq(people.id, person.id)).run();
  const held = system.db.select().from(memberships).where(eq(memberships.personId, person.id)).all();
  const next = new Map(wanted.map((one) => [one.orgId!, one]));
  const by = { kind: "feed", name: actor } as const;
  const notes: Note[] = [];
  let isChanged = false;
  for (const { orgId, role, source } of held) {
    const { role: given, pointer } = next.get(orgId) ?? { pointer: "/memberships" };
    next.delete(orgId);
    if (given === role) continue;
    if (source === "feed") {
      const tenant = system.within(orgId);
      const change = given ? changeRole(tenant, person.id, given, by, now) : removeMember(tenant, person.id, by, now);
      if (change === "last-owner") notes.push({ pointer, detail: `Still ${role}: nobody else owns the organization` });
      else isChanged = true;
    } else if (given || source === "team") {
      notes.push({ pointer, detail: `Still ${role}: it was set in the portal, so the feed can’t change it` });
    }
  }
  for (const [orgId, { role, pointer }] of next) {
    const tenant = system.within(orgId);
    const member = { personId: person.id, email: person.email, role, source: "feed" as const };
    if (isRemoved(tenant, member)) {
      notes.push({
        pointer,
        detail: "Not added: they left or were removed in the portal. Invite them to bring them back",
      });
    } else {
      addMember(tenant, member, by, now);
      isChanged = true;
    }
  }
  return { isChanged, notes };
}
