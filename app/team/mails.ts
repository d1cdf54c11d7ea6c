import type { MailKinds } from "../mail/kind.ts";
import { closingAsked, organizationClosed } from "./mails/closing.ts";
import { invited } from "./mails/invite.ts";
import { joinRequest } from "./mails/join-request.ts";
import { ownerClaimed, ownerClaimEnded } from "./mails/owner-claimed.ts";
import { ownerInvited } from "./mails/owner-invited.ts";

export const teamMails = {
  invite: invited,
  "join-request": joinRequest,
  "owner-invited": ownerInvited,
  "owner-claimed": ownerClaimed,
  "owner-claim-ended": ownerClaimEnded,
  "closing-asked": closingAsked,
  "organization-closed": organizationClosed,
} satisfies MailKinds;
