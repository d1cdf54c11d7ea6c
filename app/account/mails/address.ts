import { eq } from "drizzle-orm";
import { addressCodeMail } from "#emails/address-code.tsx";
import { addressTriedMail } from "#emails/address-tried.tsx";
import { addressUndoneMail } from "#emails/address-undone.tsx";
import type { OrgId } from "#db/ids.ts";
import { organizations } from "#db/schema/organizations.ts";
import { z } from "zod";
import type { MailKind } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";
import { inSentence } from "../../sign-in/browser.ts";

const minute = 60_000;

/** Times are epoch milliseconds. */
const asked = z.object({ browser: z.string(), askedAt: z.number(), codeMinutes: z.number() });
const code = z.object({ code: z.string().regex(/^\d{6}$/) });

/** props: { browser, askedAt, codeMinutes }; secret: { code }. To an address that somebody wants to sign in with. */
export const addressCode: MailKind = {
  title: { en: "Your code for a new address" },
  topic: "always",
  async write({ row, secret, now, moment, brand }) {
    const { browser, askedAt, codeMinutes } = asked.parse(row.props);
    if (now > askedAt + codeMinutes * minute) return null;
    const worksFor = `${codeMinutes} minutes`;
    return addressCodeMail({
      ...code.parse(secret),
      brand,
      worksFor,
      browser: inSentence(browser),
      when: moment(askedAt),
    });
  },
};

/** To an address that somebody wanted to sign in with, and that cannot be theirs. */
export const addressTried: MailKind = {
  title: { en: "Someone tried to use your address" },
  topic: "always",
  isUnasked: true,
  write: ({ row, brand, moment, link }) =>
    addressTriedMail({ brand, when: moment(row.createdAt), url: link(paths.signIn()) }),
};

const undone = z.object({ back: z.string() });

/** props: { back }. To the address that was the new one; with an organization to owners whom that person joined since. */
export const addressUndone: MailKind = {
  title: { en: "Your sign-in address was changed back" },
  topic: "always",
  async write({ row, system, brand, moment, link }) {
    const { back } = undone.parse(row.props);
    const isOrganization = eq(organizations.id, row.orgId as OrgId);
    const { name } = organizations;
    const organization = row.orgId && system.db.select({ name }).from(organizations).where(isOrganization).get()!.name;
    const url = link(row.orgId ? paths.team(row.orgId) : paths.contact());
    return addressUndoneMail({ brand, back, organization, when: moment(row.createdAt), url });
  },
};
