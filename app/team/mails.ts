import type { MailKinds } from "../mail/kind.ts";
import { closingAsked, organizationClosed } from "./mails/closing.ts";
import { invited } from "./mails/invite.ts";

export const teamMails = {
  invite: invited,
  "closing-asked": closingAsked,
  "organization-closed": organizationClosed,
} satisfies MailKinds;
