import { z } from "zod";
import { ownerInvitedMail } from "#emails/owner-invited.tsx";
import type { MailKind } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";
import { invitationById } from "../invitation.ts";

const props = z.object({ inviteId: z.string() });

/** props: { inviteId }. To the owners where staff invited another; also where it is over by now. */
export const ownerInvited: MailKind = {
  title: { en: "A new owner is invited" },
  topic: "always",
  async write({ row, system, brand, moment, link }) {
    const found = invitationById(system, props.parse(row.props).inviteId);
    if (!found) throw new Error("A mail about an invitation needs it");
    const { organization, invite } = found;
    const url = link(paths.team(invite.orgId));
    return ownerInvitedMail({ brand, organization, email: invite.email, when: moment(row.createdAt), url });
  },
};
