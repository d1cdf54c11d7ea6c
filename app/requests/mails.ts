import type { MailKinds } from "../mail/kind.ts";
import { requestWhichCustomer } from "./mails/which-customer.ts";
import { requestClosed, requestNew, requestReceived, requestReply } from "./mails/request.ts";

export const requestsMails = {
  "request-new": requestNew,
  "request-received": requestReceived,
  "request-reply": requestReply,
  "request-closed": requestClosed,
  "request-which-customer": requestWhichCustomer,
} satisfies MailKinds;
