import type { MailKinds } from "../mail/kind.ts";
import { digest } from "./mails/digest.ts";
import { mailboxTest } from "./mails/mailbox-test.ts";
import { payablesLeft } from "./mails/payables-left.ts";

export const notificationsMails = {
  digest,
  "mailbox-test": mailboxTest,
  "payables-left": payablesLeft,
} satisfies MailKinds;
