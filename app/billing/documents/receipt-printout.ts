import { formatFor } from "../../text/format.ts";
import { portalText } from "../../text/portal.ts";
import { textFor } from "../../text/words.ts";
import type { Config } from "../../config.server.ts";
import type { Invoice } from "../invoice.ts";
import { outside, type Payment } from "../payments.ts";
import { refundSentences } from "../refund-sentences.ts";
import { billingText } from "../text.ts";
import { linesOf, type Printout } from "./printout.ts";

export type Receipt = { invoice: Invoice; payment: Payment; orgName: string };
type Around = { company: Config["company"]; locale: string; now: number };

/** What a receipt says, as on its page: who was paid by whom, what, when, how, and what came back of it. */
export function receiptPrintout({ invoice, payment, orgName }: Receipt, { company, locale, now }: Around): Printout {
  const text = textFor(locale, billingText, portalText);
  const { receipt, billing, shell } = text;
  const { money, date, country } = formatFor(locale);
  const { number, currency, papers } = invoice;
  const { billedTo } = papers;
  const amount = money(payment.amount, currency);
  const { told, untold } = refundSentences(payment, currency, text, money);
  const refunds = linesOf(...told.map(({ sentence, at }) => sentence.replace("{date}", date(at))), untold);
  const facts: [string, string[]][] = [
    [receipt.paidOn, linesOf(payment.paidAt !== null && date(payment.paidAt))],
    [receipt.paidWith, linesOf(payment.method ?? (payment.isOutside && text.invoice.paidOutside))],
    [
      receipt.paidBy,
      linesOf(billedTo.name ?? orgName, ...billedTo.address, billedTo.country && country(billedTo.country)),
    ],
    [text.invoice.taxId, linesOf(...billedTo.taxIds)],
    ...papers.customFields.map(({ name, value }): [string, string[]] => [linesOf(name)[0] ?? "", linesOf(value)]),
    [receipt.forInvoice, linesOf(billing.invoice(number))],
    [billing.issued, linesOf(date(invoice.issuedAt))],
    [receipt.invoiceTotal, linesOf(money(invoice.total, currency))],
    [receipt.left, linesOf(invoice.payable && money(invoice.amountRemaining, currency))],
    [receipt.reference, linesOf(payment.id !== outside && payment.id)],
    [receipt.refunds, refunds],
    [receipt.kept, refunds.length ? linesOf(money(payment.amount - payment.amountRefunded, currency)) : []],
  ];
  return {
    locale,
    title: linesOf(receipt.title(number))[0]!,
    seller: linesOf(company.name, ...company.address, company.vatId && shell.vatId(company.vatId)),
    sum: { name: receipt.paid, amount: linesOf(amount)[0]! },
    facts: facts.filter(([, lines]) => lines.length).map(([name, lines]) => ({ name, lines })),
    madeAt: now,
  };
}
