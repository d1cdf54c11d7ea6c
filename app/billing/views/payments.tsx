import type { InvoiceDetail } from "../invoice.ts";
import type { Payment } from "../payments.ts";
import { DisputeSentence, isOpenDispute } from "./disputes.tsx";
import { Refunds } from "./refunds.tsx";
import { Time } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { isPrintable } from "../documents/printable.ts";
import { billingText } from "../text.ts";

/** Where a payment's receipt is, by its id. */
export type ReceiptUrls = { receipt?: (payment: string) => string; receiptPdf: (payment: string) => string };
type Props = { invoice: InvoiceDetail; urls: ReceiptUrls };

/** What was paid of an invoice, what came back of it, and how disputes ended; open ones stand at the top. */
export function Payments({ invoice, urls }: Props) {
  const { invoice: text } = useText(billingText);
  return (
    <section className="sheet" aria-labelledby="payments">
      <h2 id="payments">{text.payments}</h2>
      <ul className="plain">
        {invoice.payments.map((payment) => (
          <li key={payment.id} className="head">
            <Paid payment={payment} invoice={invoice} urls={urls} />
            <Refunds payment={payment} invoice={invoice} />
            {payment.disputes.map((dispute) =>
              isOpenDispute(dispute) ? null : (
                <p key={dispute.id} className="quiet">
                  <DisputeSentence dispute={dispute} />
                </p>
              ),
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Paid({ payment, invoice, urls: { receipt, receiptPdf } }: Props & { payment: Payment }) {
  const { billing, invoice: text, receipt: words } = useText(billingText);
  const amount = useFormat().money(payment.amount, invoice.currency);
  const method = payment.method ?? (payment.isOutside ? text.paidOutside : null);
  return (
    <div className="between">
      <span>
        {payment.paidAt ? <Time at={payment.paidAt} /> : billing.amountPaid}
        {method ? <small className="under">{method}</small> : null}
      </span>
      <span className="n">
        <b className="under">{amount}</b>
        {receipt ? (
          <a className="more" href={receipt(payment.id)} aria-label={text.receiptNamed(amount)}>
            {text.receipt}
          </a>
        ) : null}
        {receipt && isPrintable(invoice.papers) ? " · " : null}
        {isPrintable(invoice.papers) ? (
          <a className="more" href={receiptPdf(payment.id)} aria-label={words.pdfNamed(amount)}>
            {words.pdf}
          </a>
        ) : null}
      </span>
    </div>
  );
}
