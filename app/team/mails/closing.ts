import { eq } from "drizzle-orm";
import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { organizations } from "#db/schema/organizations.ts";
import { closingMail } from "#emails/closing.tsx";
import type { MailKind } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";
import { closableFrom, takeableAfterClosing } from "../closing.ts";

const props = z.object({ at: z.number() });

/** props: { at }, when it was asked for or done. To an owner; not said where that is over by now. */
const kindOf = (isDone: boolean): MailKind => ({
  title: { en: isDone ? "Your account is closed" : "Your account will be closed" },
  topic: "always",
  async write({ row, system: { db }, brand, format, link }) {
    const { at } = props.parse(row.props);
    const organization = db
      .select()
      .from(organizations)
      .where(eq(organizations.id, row.orgId as OrgId))
      .get();
    if (!organization) throw new Error("A mail about a closing needs the organization");
    if ((isDone ? organization.closedAt : organization.closingAskedAt) !== at) return null;
    return closingMail({
      brand,
      isDone,
      organization: organization.name,
      until: format.date(isDone ? at + takeableAfterClosing : closableFrom(at)),
      url: link(paths.closing(organization.id)),
    });
  },
});

export const closingAsked = kindOf(false);
export const organizationClosed = kindOf(true);
