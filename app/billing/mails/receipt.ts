import { receiptMail } from "#emails/receipt.tsx";
import { z } from "zod";
import { findPaymentNotice } from "../payment-notices.ts";
import { paths } from "../../paths.ts";
import type { MailKind } from "../../mail/kind.ts";
import { NotYet } from "../../mail/not-yet.ts";
import { aboutInvoice } from "./about-invoice.ts";
import { leadsToInvoice } from "./leads-to.ts";

const props = z.object({ paymentId: z.string().nullable() });
/** A charge is stored a moment before or after its payment. */
const triesForCharge = 4;

/**
 * props: { invoiceId, paymentId }, with the row's organization; without a payment's id it is about what was paid past
 * Stripe. Said of nothing that is void, and of no payment of nothing.
 */
export const receipt: MailKind = {
  title: { en: "Receipt for a payment" },
  leadsTo: leadsToInvoice,
  topic: "invoices",
  async write(source) {
    const found = aboutInvoice(source);
    if (!found || found.invoice.status === "void") return null;
    const { row, brand, format, link } = source;
    const { tenant, invoice, number, to, thread } = found;
    const payment = findPaymentNotice(tenant, invoice.id, props.parse(row.props).paymentId);
    if (!payment || payment.amount <= 0) return null;
    if (payment.isChargeMissing && row.attempts < triesForCharge) throw new NotYet("Its charge is still to come");
    const remaining = invoice.payable ? invoice.amountRemaining : 0;
    const url = link(paths.item(found.makeToken()));
    const mail = await receiptMail({
      ...to,
      brand,
      number,
      amount: format.money(payment.amount, invoice.currency),
      method: payment.isOutside ? "Outside this portal" : payment.method,
      date: format.date(payment.paidAt),
      remaining: remaining > 0 ? format.money(remaining, invoice.currency) : null,
      url,
    });
    return { ...mail, thread, url };
  },
};
