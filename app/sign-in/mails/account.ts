import { answerCodeMail } from "#emails/answer-code.tsx";
import { confirmMail } from "#emails/confirm.tsx";
import { newDeviceMail } from "#emails/new-device.tsx";
import { signInAttemptsMail } from "#emails/sign-in-attempts.tsx";
import { signInMail } from "#emails/sign-in.tsx";
import { z } from "zod";
import { orderDecisions } from "#db/schema/orders.ts";
import { inSentence } from "../browser.ts";
import { paths } from "../../paths.ts";
import type { MailKind, MailSource } from "../../mail/kind.ts";

const minute = 60_000;

const asked = z.object({
  browser: z.string(),
  /** Epoch milliseconds. */
  askedAt: z.number(),
  codeMinutes: z.number(),
  linkMinutes: z.number().default(0),
  about: z.object({ decision: z.enum(orderDecisions), needs: z.string(), reference: z.string() }).optional(),
});
const secrets = z.object({ token: z.string().optional(), code: z.string().regex(/^\d{6}$/) });

/** What both mails with a code say of it; null once code and link are over. */
function codeOf({ row, secret, now, moment }: MailSource) {
  const { browser, askedAt, codeMinutes, linkMinutes, about = null } = asked.parse(row.props);
  if (now > askedAt + Math.max(linkMinutes, codeMinutes) * minute) return null;
  const { token, code } = secrets.parse(secret);
  const words = { code, codeWorksFor: `${codeMinutes} minutes`, browser: inSentence(browser), when: moment(askedAt) };
  return { token, about, linkWorksFor: `${linkMinutes} minutes`, ...words };
}

/** props: { browser, askedAt, codeMinutes, linkMinutes }; secret: { token, code }. */
export const signIn: MailKind = {
  title: { en: "Your link to sign in" },
  topic: "always",
  async write(source) {
    const found = codeOf(source);
    if (!found) return null;
    const { token, about: _, ...words } = found;
    if (!token) throw new Error("A sign-in mail needs its link");
    return signInMail({ ...words, brand: source.brand, url: source.link(paths.signInLink(token)) });
  },
};

/** props: { browser, askedAt, codeMinutes, about }; secret: { code }. `about`: what it answers, where it is for that. */
export const confirm: MailKind = {
  title: { en: "Your code" },
  topic: "always",
  async write(source) {
    const words = codeOf(source);
    if (!words) return null;
    const { about, ...code } = words;
    return about
      ? answerCodeMail({ ...code, ...about, brand: source.brand })
      : confirmMail({ ...code, brand: source.brand });
  },
};

export const signInAttempts: MailKind = {
  title: { en: "Someone keeps trying to sign in with your address" },
  topic: "always",
  write: ({ brand }) => signInAttemptsMail({ brand }),
};

const seen = z.object({ browser: z.string(), at: z.number() });

/** props: { browser, at }. */
export const newDevice: MailKind = {
  title: { en: "You signed in from a new browser" },
  leadsTo: () => ({ path: paths.sessions(), name: null }),
  topic: "always",
  async write({ row, brand, moment, link }) {
    const { browser, at } = seen.parse(row.props);
    return newDeviceMail({ brand, browser, when: moment(at), sessionsUrl: link(paths.sessions()) });
  },
};
