import type { MailKinds } from "../mail/kind.ts";
import { addressCode, addressTried, addressUndone } from "./mails/address.ts";
import { departure } from "./mails/departure.ts";

export const accountMails = {
  "address-code": addressCode,
  "address-tried": addressTried,
  "address-undone": addressUndone,
  departure,
} satisfies MailKinds;
