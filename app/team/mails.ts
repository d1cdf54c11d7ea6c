import type { MailKinds } from "../mail/kind.ts";
import { invited } from "./mails/invite.ts";

export const teamMails = { invite: invited } satisfies MailKinds;
