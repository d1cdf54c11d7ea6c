import { eq } from "drizzle-orm";
import { addressAddedMail } from "#emails/address-added.tsx";
import { emailChangedMail } from "#emails/email-changed.tsx";
import { roleChangedMail } from "#emails/role-changed.tsx";
import type { OrgId, PersonId } from "#db/ids.ts";
import { organizations, people, roles } from "#db/schema/organizations.ts";
import { z } from "zod";
import { paths } from "../../paths.ts";
import type { MailKind } from "../../mail/kind.ts";

const changed = z.object({ from: z.string(), to: z.string() });

/** props: { from, to }. To both addresses. */
export const emailChanged: MailKind = {
  title: { en: "Your address was changed" },
  canBeOff: false,
  async write({ row, brand, moment, link }) {
    const { from, to } = changed.parse(row.props);
    const side = row.recipient === to ? "to" : "from";
    const url = link(side === "to" ? paths.signIn() : paths.contact());
    return emailChangedMail({ brand, from, to, side, when: moment(row.createdAt), url });
  },
};

const added = z.object({ address: z.string() });

/** props: { address }. To the address that they sign in with. */
export const addressAdded: MailKind = {
  title: { en: "An address was added to yours" },
  canBeOff: false,
  leadsTo: () => ({ path: paths.me(), name: null }),
  write: ({ row, brand, moment, link }) =>
    addressAddedMail({
      brand,
      address: added.parse(row.props).address,
      when: moment(row.createdAt),
      url: link(paths.me()),
    }),
};

const given = z.object({ personId: z.string(), role: z.enum(roles) });

/** props: { personId, role }. To an owner, also where the role is over by now. */
export const roleChanged: MailKind = {
  title: { en: "Somebody became an owner or an admin" },
  canBeOff: false,
  async write({ row, system, brand, moment, link }) {
    const { personId, role } = given.parse(row.props);
    const whose = eq(organizations.id, row.orgId as OrgId);
    const found = system.db
      .select({ name: people.name, email: people.email, organization: organizations.name })
      .from(people)
      .innerJoin(organizations, whose)
      .where(eq(people.id, personId as PersonId))
      .get();
    if (!found) throw new Error("A mail about a role needs its person and organization");
    const { name, email, organization } = found;
    const person = name ? `${name} (${email})` : email;
    const words = { person, organization, role: role === "owner" ? "an owner" : "an admin" };
    return roleChangedMail({ brand, ...words, when: moment(row.createdAt), url: link(paths.contact()) });
  },
};
