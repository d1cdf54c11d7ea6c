import type { MailKinds } from "../mail/kind.ts";
import { confirm, newDevice, signIn, signInAttempts } from "./mails/account.ts";

export const signInMails = {
  "sign-in": signIn,
  confirm,
  "sign-in-attempts": signInAttempts,
  "new-device": newDevice,
} satisfies MailKinds;
