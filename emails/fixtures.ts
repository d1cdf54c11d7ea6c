import { accountMails } from "./fixtures/account.ts";
import { billingMails } from "./fixtures/billing.ts";
import { orderMails } from "./fixtures/orders.ts";
import { requestMails } from "./fixtures/requests.ts";

/** Each mail as it may look, at its plainest and at its worst: shown on /dev/emails, and tested. */
export const fixtures = [...accountMails, ...billingMails, ...orderMails, ...requestMails];
