import { eq } from "drizzle-orm";
import { claimOwnership } from "#app/team/owner-claims.ts";
import { invites } from "#db/schema/team.ts";
import type { PageCase } from "#tests/pages.ts";
import { monday, type openTown } from "#tests/world.ts";
import { joinPages } from "./join-rows.ts";
import { personPages } from "./person-pages.ts";
import { seatPages } from "./seat-rows.ts";
import { addInvite } from "./team-rows.ts";

/** Invites people of every fortune, and names the pages of that. */
export function invitePages(town: ReturnType<typeof openTown>): PageCase[] {
  const { acme } = town;
  const invited = (email: string) => addInvite(town, acme, town.ada.id, { email, role: "billing" });
  const change = (id: string, values: Partial<typeof invites.$inferInsert>) =>
    town.system.db.update(invites).set(values).where(eq(invites.id, id)).run();
  const open = invited("eve.lovelace+chairs@acme.example");
  const [used, late, over] = [invited("used@acme.example"), invited("late@acme.example"), invited("over@acme.example")];
  change(used.id, { acceptedAt: monday });
  change(late.id, { expiresAt: monday - 1 });
  change(over.id, { revokedAt: monday });
  invited(town.zoe.email);
  claimOwnership(town.system.within(acme), { personId: town.ben.id, reason: "Ada left" }, town.sam.email, monday);
  const vik = town.addOrganization("Vik AB");
  town.join(vik, town.addPerson("pia@vik.example", "Pia"), "member");
  const invite = `/o/${acme}/team/invite`;
  const link = ({ token }: typeof open) => `/invite?token=${token}`;
  return [
    ...personPages(town),
    ...joinPages(town),
    ...seatPages(town),
    { name: "team, with invitations", path: `/o/${acme}/team`, as: "ada" },
    { name: "activity log", path: `/o/${acme}/team/log`, as: "ada" },
    { name: "activity log, nothing fits", path: `/o/${acme}/team/log?person=staff&after=1`, as: "ada" },
    { name: "team, of a member", path: `/o/${acme}/team`, as: "ben" },
    { name: "team, not allowed", path: `/o/${acme}/team`, as: "bo", status: 403 },
    { name: "invite", path: `${invite}?role=billing&email=eve%40acme.example&name=Eve`, as: "ada" },
    { name: "invite many", path: `${invite}/many`, as: "ada" },
    { name: "withdraw an invitation", path: `/o/${acme}/team/invites/${open.id}/withdrawal`, as: "ada" },
    { name: "staff customer, invite", path: `/staff/customers/${acme}/people/new?role=owner`, as: "sam" },
    {
      name: "staff customer, withdraw an invitation",
      path: `/staff/customers/${acme}/invites/${open.id}/withdrawal`,
      as: "sam",
    },
    { name: "team, somebody is to be an owner", path: `/o/${acme}/team/owner`, as: "ada" },
    { name: "staff customer, an owner waits", path: `/staff/customers/${acme}/owner`, as: "sam" },
    { name: "staff customer, owner", path: `/staff/customers/${vik}/owner`, as: "sam" },
    { name: "staff customer, owner of one", path: `/staff/customers/${town.zebra}/owner`, as: "sam" },
    { name: "invitation", path: link(open), as: null },
    { name: "invitation of somebody else", path: link(open), as: "ben" },
    { name: "invitation, used", path: link(used), as: null, status: 410 },
    { name: "invitation, expired", path: link(late), as: null, status: 410 },
    { name: "invitation, over", path: link(over), as: null, status: 410 },
    { name: "invitation, sent again", path: "/invite/again", as: null },
    { name: "invitation, refused", path: "/invite/refusal", as: null },
    { name: "organizations, with an invitation", path: "/organizations", as: "zoe" },
  ];
}
