import { invoiceDueMail, invoiceOverdueMail, type InvoiceReminderProps } from "#emails/invoice-reminder.tsx";
import type { Mail } from "#emails/parts/mail.tsx";
import { z } from "zod";
import { paths } from "../../paths.ts";
import type { MailKind } from "../../mail/kind.ts";
import { isPastDue } from "../invoice-status.ts";
import { aboutInvoice } from "./about-invoice.ts";
import { leadsToInvoice } from "./leads-to.ts";

const props = z.object({ dueAt: z.number() });

/** Said while the invoice waits for the customer and is due when it was when the mail was queued. */
function reminder(
  title: MailKind["title"],
  template: (props: InvoiceReminderProps) => Promise<Mail>,
  isLate: boolean,
): MailKind {
  return {
    title,
    leadsTo: leadsToInvoice,
    topic: "reminders",
    async write(source) {
      const found = aboutInvoice(source);
      const { row, now, brand, format, link } = source;
      const { dueAt } = props.parse(row.props);
      if (!found?.invoice.payable || found.invoice.collectionMethod === "charge_automatically") return null;
      const { invoice, number, to, thread } = found;
      if (invoice.dueAt !== dueAt || isPastDue(dueAt, now) !== isLate || invoice.amountRemaining <= 0) return null;
      const mail = await template({
        ...to,
        brand,
        number,
        amount: format.money(invoice.amountRemaining, invoice.currency),
        due: { long: format.date(dueAt), short: format.dayAndMonth(dueAt) },
        url: link(paths.item(found.makeToken())),
      });
      return { ...mail, thread };
    },
  };
}

/** props: { invoiceId, dueAt }, with the row's organization. */
export const invoiceDue = reminder({ en: "An invoice is due soon" }, invoiceDueMail, false);
export const invoiceOverdue = reminder({ en: "An invoice is overdue" }, invoiceOverdueMail, true);
