import { eq } from "drizzle-orm";
import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { organizations } from "#db/schema/organizations.ts";
import { exportTakenMail } from "#emails/export-taken.tsx";
import { openedFor } from "../../mail/mail-reader.ts";
import type { MailKind } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";

const props = z.object({ by: z.string() });

/** props: { by }, an address. To the organization's owners and the company's people. */
export const exportTaken: MailKind = {
  title: { en: "All data was downloaded" },
  topic: "always",
  leadsTo: (mail, reader) =>
    openedFor(reader, mail, "team", "audit.read") && { path: paths.teamLog(mail.orgId!), name: null },
  async write({ row, system: { db }, brand, moment, link }) {
    const whose = eq(organizations.id, row.orgId as OrgId);
    const organization = db.select({ name: organizations.name }).from(organizations).where(whose).get();
    if (!organization) throw new Error("A mail about an organization's data needs the organization");
    return exportTakenMail({
      brand,
      by: props.parse(row.props).by,
      organization: organization.name,
      when: moment(row.createdAt),
      url: link(paths.contact()),
    });
  },
};
