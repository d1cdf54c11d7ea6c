import { invoiceReadyMail } from "#emails/invoice-ready.tsx";
import { paymentFailedMail } from "#emails/payment-failed.tsx";
import { settledBy } from "../invoice-sums.ts";
import { paths } from "../../paths.ts";
import type { MailKind } from "../../mail/kind.ts";
import { fileOf } from "./invoice-file.ts";
import { aboutInvoice } from "./about-invoice.ts";
import { leadsToInvoice } from "./leads-to.ts";

/**
 * props: { invoiceId }, with the row's organization. Said of an invoice that is open or was paid at once, and of one in
 * the customer's favour; not of one about nothing.
 */
export const invoiceReady: MailKind = {
  title: { en: "Your invoice is ready" },
  leadsTo: leadsToInvoice,
  topic: "invoices",
  async write(source) {
    const found = aboutInvoice(source);
    if (!found || !["due", "overdue", "failed", "paid"].includes(found.invoice.status)) return null;
    const { brand, format, link } = source;
    const { tenant, invoice, number, to, thread } = found;
    const settled = settledBy(invoice);
    if (settled === "nothing") return null;
    const file = source.isLine ? null : fileOf(source, tenant, invoice.id);
    const paid = invoice.status === "paid";
    const automatic = invoice.collectionMethod === "charge_automatically" && invoice.status !== "failed";
    const token = found.makeToken();
    const url = link(paths.item(token));
    const mail = await invoiceReadyMail({
      ...to,
      brand,
      number,
      amount: format.money(paid || settled ? Math.abs(invoice.total) : invoice.amountRemaining, invoice.currency),
      status: settled ? settled : paid ? "paid" : automatic ? "automatic" : "due",
      due: invoice.dueAt ? { long: format.date(invoice.dueAt), short: format.dayAndMonth(invoice.dueAt) } : null,
      url,
      pdfUrl: link(paths.itemPdf(token)),
      attached: file !== null,
    });
    return { ...mail, thread, url, attachments: file ? [file] : [] };
  },
};

/** props: { invoiceId }, with the row's organization. Not said of an invoice that was paid meanwhile. */
export const paymentFailed: MailKind = {
  title: { en: "A payment failed" },
  leadsTo: leadsToInvoice,
  topic: "failures",
  async write(source) {
    const found = aboutInvoice(source);
    if (!found?.invoice.payable || found.invoice.amountRemaining <= 0) return null;
    const { brand, format, link, now } = source;
    const { invoice, number, to, thread } = found;
    const next = invoice.nextAttemptAt !== null && invoice.nextAttemptAt > now ? invoice.nextAttemptAt : null;
    const mail = await paymentFailedMail({
      ...to,
      brand,
      number,
      amount: format.money(invoice.amountRemaining, invoice.currency),
      reason: invoice.failureMessage,
      nextTry: next === null ? null : format.date(next),
      url: link(paths.item(found.makeToken())),
    });
    return { ...mail, thread };
  },
};
