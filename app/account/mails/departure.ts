import { departureMail } from "#emails/departure.tsx";
import { z } from "zod";
import type { MailKind } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";

const leaving = z.object({ dueAt: z.number() });
const key = z.object({ token: z.string() });

/** props: { dueAt }, epoch milliseconds; secret: { token }. Not sent once it is too late to come back. */
export const departure: MailKind = {
  title: { en: "Your account was closed" },
  topic: "always",
  async write({ row, secret, brand, now, moment, link }) {
    const { dueAt } = leaving.parse(row.props);
    if (now >= dueAt) return null;
    const url = link(paths.comeBack(key.parse(secret).token));
    return departureMail({ brand, until: moment(dueAt), when: moment(row.createdAt), url });
  },
};
