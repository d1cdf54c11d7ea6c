import { and, eq } from "drizzle-orm";
import { addressAddedMail } from "#emails/address-added.tsx";
import { emailChangedMail } from "#emails/email-changed.tsx";
import { memberRemovedMail } from "#emails/member-removed.tsx";
import { roleChangedMail } from "#emails/role-changed.tsx";
import type { OrgId, PersonId } from "#db/ids.ts";
import { memberships, organizations, people, roles, type Role } from "#db/schema/organizations.ts";
import type { System } from "#db/tenant.ts";
import { z } from "zod";
import { paths } from "../../paths.ts";
import type { MailKind } from "../../mail/kind.ts";

const changed = z.object({
  from: z.string(),
  to: z.string(),
  /** Epoch milliseconds; not where the feed changed it. */
  undoUntil: z.number().nullable().default(null),
});

/** props: { from, to, undoUntil }; secret of the old address's: { token }. To both addresses. */
export const emailChanged: MailKind = {
  title: { en: "Your sign-in address was changed" },
  topic: "always",
  async write({ row, secret: { token }, brand, moment, link }) {
    const { from, to, undoUntil } = changed.parse(row.props);
    const side = row.recipient === to ? "to" : "from";
    const wayBack = token ? paths.undoAddress(token) : paths.contact();
    const undo = undoUntil === null ? null : { until: moment(undoUntil) };
    const url = link(side === "to" ? paths.signIn() : wayBack);
    return emailChangedMail({ brand, from, to, side, when: moment(row.createdAt), undo, url });
  },
};

const added = z.object({ address: z.string() });

/** props: { address }. To the address that they sign in with. */
export const addressAdded: MailKind = {
  title: { en: "Another address was added" },
  topic: "always",
  leadsTo: () => ({ path: paths.me(), name: null }),
  write: ({ row, brand, moment, link }) =>
    addressAddedMail({
      brand,
      address: added.parse(row.props).address,
      when: moment(row.createdAt),
      url: link(paths.me()),
    }),
};

const role = z.enum(roles).nullable().default(null);
const step = z.object({ personId: z.string(), role, former: role, isSum: z.boolean().default(false) });

const called: Record<Role, string> = {
  owner: "an owner",
  admin: "an admin",
  billing: "a billing contact",
  member: "a member",
  accountant: "an accountant",
};

const nameOf = ({ db }: System, orgId: string | null): string => {
  const { name } = organizations;
  const found = db
    .select({ name })
    .from(organizations)
    .where(eq(organizations.id, orgId as OrgId))
    .get();
  if (!found) throw new Error("A mail about a membership needs its organization");
  return found.name;
};

const roleNow = ({ db }: System, orgId: string | null, personId: string): Role | null =>
  db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.orgId, orgId as OrgId), eq(memberships.personId, personId as PersonId)))
    .get()?.role ?? null;

/**
 * props: { personId, role, former, isSum }, null where they have or had none. As a sum it says the role of by then, and
 * nothing where that is the former one. To that person, and to owners where one of the two
 * is an owner's or an admin's; also where it is over by now.
 */
export const roleChanged: MailKind = {
  title: { en: "A role has changed" },
  topic: "always",
  async write({ row, system, brand, moment, link }) {
    const { personId, former, ...told } = step.parse(row.props);
    const role = told.isSum ? roleNow(system, row.orgId, personId) : told.role;
    if (told.isSum && role === former) return null;
    const person = system.db
      .select({ name: people.name, email: people.email })
      .from(people)
      .where(eq(people.id, personId as PersonId))
      .get();
    if (!person) throw new Error("A mail about a role needs its person");
    const { name, email } = person;
    const isIn = role !== null && email === row.recipient;
    return roleChangedMail({
      brand,
      person: email === row.recipient ? null : name ? `${name} (${email})` : email,
      role: role && called[role],
      former: former && called[former],
      organization: nameOf(system, row.orgId),
      when: moment(row.createdAt),
      url: link(isIn ? paths.home(row.orgId!) : paths.contact()),
    });
  },
};

const removed = z.object({ hasLeft: z.boolean() });

/** props: { hasLeft }. To somebody who is in an organization no more: by themselves, or because others removed them. */
export const memberRemoved: MailKind = {
  title: { en: "You’re no longer in a team" },
  topic: "always",
  write: async ({ row, system, brand, moment, link }) =>
    memberRemovedMail({
      brand,
      ...removed.parse(row.props),
      organization: nameOf(system, row.orgId),
      when: moment(row.createdAt),
      url: link(paths.contact()),
    }),
};
