import type { MailKinds } from "../mail/kind.ts";
import { confirm, newDevice, signIn } from "./mails/account.ts";

export const signInMails = { "sign-in": signIn, confirm, "new-device": newDevice } satisfies MailKinds;
