import { mailboxTestMail } from "#emails/mailbox-test.tsx";
import { z } from "zod";
import { testEveryMs } from "../../mail/mail-returns.ts";
import type { MailKind } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";

const asked = z.object({ askedAt: z.number() });
const code = z.object({ code: z.string().regex(/^\d{6}$/) });

/** props: { askedAt }; secret: { code }. To an address that came back, at its person's wish. */
export const mailboxTest: MailKind = {
  title: { en: "A test of your address" },
  leadsTo: () => ({ path: paths.delivery(), name: null }),
  topic: "always",
  async write({ row, secret, now, brand, moment, link }) {
    const { askedAt } = asked.parse(row.props);
    if (now >= askedAt + testEveryMs) return null;
    const { code: typed } = code.parse(secret);
    const until = moment(askedAt + testEveryMs);
    return mailboxTestMail({ brand, code: typed, until, url: link(paths.deliveryCode()) });
  },
};
