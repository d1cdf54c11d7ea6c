import { newDeviceMail } from "#emails/new-device.tsx";
import { signInMail } from "#emails/sign-in.tsx";
import { z } from "zod";
import { paths } from "../../paths.ts";
import type { Kind } from "../compose.ts";

const asked = z.object({
  browser: z.string(),
  /** Epoch milliseconds; else when the row was made. */
  at: z.number().optional(),
});
const secrets = z.object({ token: z.string(), code: z.string().regex(/^\d{6}$/) });

const minute = 60_000;
const codeMinutes = 10;

/** props: { browser, at? }; secret: { token, code }. Not sent any more once link and code are over. */
export const signIn: Kind = {
  canBeOff: false,
  async write({ portal, row, brand, secret, now, moment, link }) {
    const { browser, at = row.createdAt } = asked.parse(row.props);
    const linkMinutes = portal.config.loginLinkMinutes;
    if (now > at + Math.max(linkMinutes, codeMinutes) * minute) return null;
    const { token, code } = secrets.parse(secret);
    return signInMail({
      brand,
      url: link(paths.signInLink(token)),
      code,
      codeWorksFor: `${codeMinutes} minutes`,
      linkWorksFor: `${linkMinutes} minutes`,
      browser,
      when: moment(at),
    });
  },
};

/** props: { browser, at? }. */
export const newDevice: Kind = {
  canBeOff: false,
  async write({ row, brand, moment, link }) {
    const { browser, at = row.createdAt } = asked.parse(row.props);
    return newDeviceMail({ brand, browser, when: moment(at), sessionsUrl: link(paths.sessions()) });
  },
};
