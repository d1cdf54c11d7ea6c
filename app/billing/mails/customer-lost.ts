import { customerLostMail } from "#emails/customer-lost.tsx";
import { eq } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { organizations } from "#db/schema/organizations.ts";
import { queueMail } from "#db/outbox.ts";
import type { System } from "#db/tenant.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { z } from "zod";
import { paths } from "../../paths.ts";
import type { MailKind } from "../../mail/kind.ts";
import { listMembersWith } from "../../people/members.ts";

const kind = "stripe-customer-lost";
const props = z.object({ customerId: z.string(), isMoved: z.boolean() });

/** Tells an organization's owners, in the caller's transaction, that a Stripe customer is theirs no more. */
export function tellOfLoss(system: System, orgId: OrgId, lost: z.infer<typeof props>, now: number) {
  for (const { email: recipient } of listMembersWith(system.within(orgId), "team.owners")) {
    const dedupeKey = [kind, lost.customerId, orgId, now, recipient].join(":");
    queueMail(system, { kind, recipient, dedupeKey, props: lost, orgId }, now);
  }
}

/** props: { customerId, isMoved }, with the row's organization. To an owner; not said where it is theirs again. */
export const stripeCustomerLost: MailKind = {
  title: { en: "A billing account is no longer yours" },
  topic: "always",
  async write({ row, system: { db }, brand, moment, link }) {
    const { customerId, isMoved } = props.parse(row.props);
    const { name, email, orgId } = stripeCustomers;
    const account = db
      .select({ name, email, orgId })
      .from(stripeCustomers)
      .where(eq(stripeCustomers.id, customerId))
      .get();
    const whose = eq(organizations.id, row.orgId as OrgId);
    const organization = db.select({ name: organizations.name }).from(organizations).where(whose).get();
    if (!account || !organization) throw new Error("A mail about a billing account needs it and its organization");
    if (account.orgId === row.orgId) return null;
    return customerLostMail({
      brand,
      account: account.name ?? account.email ?? customerId,
      organization: organization.name,
      isMoved,
      when: moment(row.createdAt),
      url: link(paths.contact()),
    });
  },
};
