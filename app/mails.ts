import type { MailKinds } from "./mail/kind.ts";
import { signInMails } from "./sign-in/mails.ts";
import { peopleMails } from "./people/mails.ts";
import { billingMails } from "./billing/mails.ts";
import { ordersMails } from "./orders/mails.ts";
import { requestsMails } from "./requests/mails.ts";
import { linksMails } from "./links/mails.ts";
import { notificationsMails } from "./notifications/mails.ts";
import { accountMails } from "./account/mails.ts";
import { exportsMails } from "./exports/mails.ts";
import { insightsMails } from "./insights/mails.ts";
import { teamMails } from "./team/mails.ts";

/** Every kind of mail that there is, job by job. */
export const mailKinds: MailKinds = {
  ...signInMails,
  ...peopleMails,
  ...billingMails,
  ...ordersMails,
  ...requestsMails,
  ...linksMails,
  ...notificationsMails,
  ...teamMails,
  ...accountMails,
  ...exportsMails,
  ...insightsMails,
};
