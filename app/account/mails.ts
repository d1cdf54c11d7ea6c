import type { MailKinds } from "../mail/kind.ts";
import { addressCode, addressTried, addressUndone } from "./mails/address.ts";

export const accountMails = {
  "address-code": addressCode,
  "address-tried": addressTried,
  "address-undone": addressUndone,
} satisfies MailKinds;
