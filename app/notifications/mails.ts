import type { MailKinds } from "../mail/kind.ts";
import { digest } from "./mails/digest.ts";
import { mailboxTest } from "./mails/mailbox-test.ts";

export const notificationsMails = { digest, "mailbox-test": mailboxTest } satisfies MailKinds;
