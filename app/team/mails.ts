import type { MailKinds } from "../mail/kind.ts";
import { closingAsked, organizationClosed } from "./mails/closing.ts";
import { invited } from "./mails/invite.ts";
import { joinRequest } from "./mails/join-request.ts";

export const teamMails = {
  invite: invited,
  "join-request": joinRequest,
  "closing-asked": closingAsked,
  "organization-closed": organizationClosed,
} satisfies MailKinds;
