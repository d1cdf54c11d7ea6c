import type { BankTransfer } from "../bank-transfer.ts";
import type { InvoiceDetail } from "../invoice.ts";
import type { CreditTrail } from "../ledger/credit-trail.ts";
import { TransferDetails } from "./bank-transfer.tsx";
import { CreditNotes } from "./credit-notes.tsx";
import { DisputeSentence, openDisputes } from "./disputes.tsx";
import { fileSize } from "../../ui/file-size.ts";
import { InvoiceFacts } from "./invoice-facts.tsx";
import { InvoiceLines } from "./invoice-lines.tsx";
import { InvoiceNews } from "./invoice-news.tsx";
import { InvoiceTag } from "./invoice-tag.tsx";
import { PayButton } from "./pay-button.tsx";
import { Payments, type ReceiptUrls } from "./payments.tsx";
import { HeroAmount } from "../../ui/hero-amount.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

/** Where an invoice's page leads; null, or not there, where its visitor may not go. */
export type InvoiceUrls = ReceiptUrls & {
  pdf: string;
  pay: string | null;
  allLines: string;
  calendar: string;
  /** To send it on to somebody else. */
  forward?: string | null;
  subscription?: string;
  creditNotePdf?: (note: string) => string;
  invoice?: (id: string) => string;
};
type Props = {
  invoice: InvoiceDetail;
  urls: InvoiceUrls;
  transfer: BankTransfer | null;
  /** Where credit went and came from, for whoever may see the other invoices. */
  trail?: CreditTrail;
};

const fewLines = 8;

/** An invoice from the amount down to its details, which at a desk fill the column of one that has little to say. */
export function InvoiceSheets({ invoice, urls, transfer, trail }: Props) {
  const { lines, payments, creditNotes } = invoice;
  const isShort = lines.length <= fewLines && !payments.length && !creditNotes.length;
  const facts = <InvoiceFacts invoice={invoice} subscription={urls.subscription} />;
  return (
    <div className="sides">
      <Amount invoice={invoice} urls={urls} transfer={transfer} />
      <div className="body">
        <InvoiceLines invoice={invoice} allLines={urls.allLines} from={trail?.from} toInvoice={urls.invoice} />
        {payments.length ? <Payments invoice={invoice} urls={urls} /> : null}
        {creditNotes.length ? (
          <CreditNotes notes={creditNotes} used={trail?.used} pdf={urls.creditNotePdf} toInvoice={urls.invoice} />
        ) : null}
        {isShort ? facts : null}
      </div>
      {isShort ? null : facts}
    </div>
  );
}

function Amount({ invoice, urls, transfer }: Props) {
  const { billing, forward, invoice: text } = useText(billingText);
  const format = useFormat();
  const size = fileSize(invoice.pdfBytes, format.number);
  const disputes = openDisputes(invoice);
  const isCredit = invoice.total < 0;
  const hasDueDay = invoice.payable && invoice.dueAt !== null && invoice.status !== "overdue";
  const label = invoice.payable ? billing.amountDue : isCredit ? text.credit : billing.total;
  const pay = invoice.payable && !invoice.isUnderWay ? urls.pay : null;
  const amount = invoice.payable ? invoice.amountRemaining : Math.abs(invoice.total);
  return (
    <section className="sheet">
      <div className="between">
        <div className="head">
          <span className="quiet">{label}</span>
          <HeroAmount>{format.money(amount, invoice.currency)}</HeroAmount>
        </div>
        {disputes.length ? (
          <span className="tag" data-status="waiting">
            {text.disputed}
          </span>
        ) : (
          <InvoiceTag invoice={invoice} long />
        )}
      </div>
      {disputes.map((dispute) => (
        <p key={dispute.id}>
          <DisputeSentence dispute={dispute} />
        </p>
      ))}
      <InvoiceNews invoice={invoice} />
      <div className="row fill">
        {pay ? <PayButton to={pay} number={invoice.number} /> : null}
        <a className="btn second" href={urls.pdf} aria-label={billing.pdfNamed(invoice.number, size)}>
          {billing.pdf} {size ? <small>{size}</small> : null}
        </a>
      </div>
      {pay ? <small className="quiet">{billing.payWhere}</small> : null}
      {hasDueDay || urls.forward || transfer ? (
        <div className="ways">
          {hasDueDay ? (
            <a className="more start" href={urls.calendar}>
              {billing.addToCalendar}
            </a>
          ) : null}
          {urls.forward ? (
            <a className="more start" href={urls.forward}>
              {forward.link}
            </a>
          ) : null}
          {transfer ? <TransferDetails transfer={transfer} /> : null}
        </div>
      ) : null}
    </section>
  );
}
