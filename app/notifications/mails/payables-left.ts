import { eq } from "drizzle-orm";
import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { organizations } from "#db/schema/organizations.ts";
import { payablesLeftMail } from "#emails/payables-left.tsx";
import type { MailKind } from "../../mail/kind.ts";
import { openedFor } from "../../mail/mail-reader.ts";
import { listMembersWith } from "../../people/members.ts";
import { paths } from "../../paths.ts";
import { hasLeft } from "../payables-left.ts";

const props = z.object({ email: z.string(), topic: z.enum(["invoices", "reminders", "failures"]) });

/** props: { email, topic }, with the row's organization. To its owners; not said where the address is back, or off the list. */
export const payablesLeft: MailKind = {
  title: { en: "An address left your billing emails" },
  leadsTo(mail, reader) {
    const found = openedFor(reader, mail, "billing", "billing.read");
    return found && { path: paths.billingMails(found.tenant.orgId), name: null };
  },
  topic: "always",
  async write({ row, system, brand, link }) {
    const orgId = row.orgId as OrgId;
    const tenant = system.within(orgId);
    const { email, topic: what } = props.parse(row.props);
    const isOwner = listMembersWith(tenant, "team.owners").some((one) => one.email === row.recipient);
    const isThis = eq(organizations.id, orgId);
    const organization = tenant.db.select({ name: organizations.name }).from(organizations).where(isThis).get();
    if (!organization) throw new Error("A mail about an accounts-payable address needs its organization");
    if (!isOwner || !hasLeft(tenant, email, what)) return null;
    const url = link(paths.billingMails(orgId));
    return payablesLeftMail({ brand, organization: organization.name, email, what, url });
  },
};
