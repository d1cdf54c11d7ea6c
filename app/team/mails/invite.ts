import { z } from "zod";
import { inviteMail } from "#emails/invite.tsx";
import type { MailKind } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";
import { invitationById, invitationStanding } from "../invitation.ts";
import { inviteDays } from "../invites.ts";
import { teamText } from "../text.ts";

const props = z.object({ inviteId: z.string() });
const secrets = z.object({ token: z.string() });

/** props: { inviteId }; secret: { token }. */
export const invited: MailKind = {
  title: { en: "An invitation" },
  topic: "always",
  isUnasked: true,
  async write({ row, system, secret, brand, now, link }) {
    const found = invitationById(system, props.parse(row.props).inviteId);
    if (found?.invite.outboxId !== row.id || invitationStanding(found, now) !== "open") return null;
    const { organization, inviter } = found;
    return inviteMail({
      brand,
      organization,
      inviter,
      recipient: row.recipient,
      opens: teamText.en.team.opens[found.invite.role],
      days: inviteDays,
      url: link(paths.invitation(secrets.parse(secret).token)),
    });
  },
};
