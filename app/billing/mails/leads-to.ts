import { z } from "zod";
import { openedFor } from "../../mail/mail-reader.ts";
import type { MailPlace, MailReader, OutboxMail } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";
import { textFor } from "../../text/words.ts";
import { listInvoiceNames } from "../invoice-names.ts";
import { billingText } from "../text.ts";

const about = z.object({ invoiceId: z.string() });

/** To the invoice that a mail is about. */
export function leadsToInvoice(mail: OutboxMail, reader: MailReader): MailPlace | null {
  const found = openedFor(reader, mail, "billing", "billing.read");
  const id = about.safeParse(mail.props).data?.invoiceId;
  const name = found && id ? listInvoiceNames(found.tenant, [id]).get(id) : null;
  if (!found || !id || !name) return null;
  const { billing } = textFor(reader.locale, billingText);
  return { path: paths.invoice(found.tenant.orgId, id), name: billing.invoice(name.number) };
}

/** To the organization's payment methods. */
export function leadsToCards(mail: OutboxMail, reader: MailReader): MailPlace | null {
  const found = openedFor(reader, mail, "billing", "billing.read");
  const { paymentMethods } = textFor(reader.locale, billingText);
  return found && { path: paths.paymentMethods(found.tenant.orgId), name: paymentMethods.title };
}
