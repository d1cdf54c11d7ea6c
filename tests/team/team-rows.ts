import { and, eq } from "drizzle-orm";
import type { OrgId, PersonId } from "#db/ids.ts";
import { people, type Role } from "#db/schema/organizations.ts";
import { invites } from "#db/schema/team.ts";
import { invite } from "#app/team/invites.ts";
import type { World } from "#tests/world.ts";
import { newestMail } from "#tests/sign-in/mailbox.ts";

type Invited = { email: string; role?: Role; name?: string | null };
type Portal = Pick<World, "system" | "config" | "now">;

/** Invites an address as an owner of the organization does. Gives the invitation's id and the token of the mail's link. */
export function addInvite(town: Portal, orgId: OrgId, by: PersonId, { email, role = "member", name = null }: Invited) {
  const inviter = town.system.db.select().from(people).where(eq(people.id, by)).get()!;
  const fault = invite(
    town.system.within(orgId),
    town.system,
    { email, role, name },
    { personId: by, email: inviter.email },
    town.now(),
  );
  if (fault) throw new Error(fault);
  const { id } = town.system.db
    .select()
    .from(invites)
    .where(and(eq(invites.orgId, orgId), eq(invites.email, email)))
    .get()!;
  return { id, token: newestMail(town, email, "invite").token };
}
