import type { InvoiceDetail } from "../models/invoices.ts";
import { currencyDigits } from "../text/money.ts";
import { fileSize } from "./file-size.ts";
import { InvoiceTag } from "./invoice-tag.tsx";
import { Time } from "./time.tsx";
import { useFormat, useText } from "./use.ts";

type Urls = { pdf: string; pay: string | null };

/** An invoice from the amount down to its details; `pay` is null for those who may only read. */
export function InvoiceSheets({ invoice, urls }: { invoice: InvoiceDetail; urls: Urls }) {
  return (
    <>
      <Amount invoice={invoice} urls={urls} />
      <Lines invoice={invoice} />
      {invoice.payments.length ? <Payments invoice={invoice} /> : null}
      <Details invoice={invoice} />
    </>
  );
}

function Amount({ invoice, urls }: { invoice: InvoiceDetail; urls: Urls }) {
  const { billing } = useText();
  const format = useFormat();
  const size = fileSize(invoice.pdfBytes, format.number);
  const [label, amount] = invoice.payable
    ? [billing.amountDue, invoice.amountRemaining]
    : [billing.total, invoice.total];
  return (
    <section className="sheet">
      <div className="between">
        <div className="head">
          <span className="quiet">{label}</span>
          <span className="amount">{format.money(amount, invoice.currency)}</span>
        </div>
        <InvoiceTag invoice={invoice} long />
      </div>
      <div className="row fill">
        {invoice.payable && urls.pay ? (
          <a className="btn" href={urls.pay} aria-label={billing.payNamed(invoice.number)}>
            {billing.pay}
          </a>
        ) : null}
        <a className="btn second" href={urls.pdf} aria-label={billing.pdfNamed(invoice.number, size)}>
          {billing.pdf} {size ? <small>{size}</small> : null}
        </a>
      </div>
    </section>
  );
}

function Lines({ invoice }: { invoice: InvoiceDetail }) {
  const { billing } = useText();
  const { money } = useFormat();
  const sums: [string, number][] = [];
  if (invoice.totalDiscount || (invoice.totalTax && invoice.lines.length > 1))
    sums.push([billing.subtotal, invoice.subtotal]);
  if (invoice.totalDiscount) sums.push([billing.discount, -invoice.totalDiscount]);
  if (invoice.totalTax) sums.push([billing.tax, invoice.totalTax]);
  sums.push([billing.total, invoice.total]);
  if (invoice.startingBalance) {
    sums.push([invoice.startingBalance < 0 ? billing.credit : billing.carried, invoice.startingBalance]);
  }
  if (invoice.postCredits) sums.push([billing.credited, -invoice.postCredits]);
  if (invoice.payable && invoice.amountPaid) sums.push([billing.paidSoFar, -invoice.amountPaid]);
  if (invoice.payable && invoice.amountRemaining !== invoice.total)
    sums.push([billing.remaining, invoice.amountRemaining]);
  return (
    <section className="sheet">
      <table>
        <caption className="vh">{billing.whatFor}</caption>
        <thead>
          <tr>
            <th scope="col">{billing.item}</th>
            <th scope="col" className="n">
              {billing.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {invoice.lines.map((line) => (
            <tr key={line.id}>
              <td>
                {line.description ?? billing.item}
                <LineNote line={line} currency={invoice.currency} />
              </td>
              <td className="n">{money(line.amount, invoice.currency)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {sums.map(([name, amount]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="n">{money(amount, invoice.currency)}</td>
            </tr>
          ))}
        </tfoot>
      </table>
    </section>
  );
}

function LineNote({ line, currency }: { line: InvoiceDetail["lines"][number]; currency: string }) {
  const { billing } = useText();
  const format = useFormat();
  const notes: string[] = [];
  if (line.quantity && line.quantity !== "1" && line.unitAmount) {
    notes.push(billing.each(format.number(Number(line.quantity)), unitPrice(line.unitAmount, currency, format)));
  }
  if (line.periodStart && line.periodEnd && line.periodEnd > line.periodStart) {
    notes.push(billing.period(format.shortDate(line.periodStart), format.shortDate(line.periodEnd)));
  }
  return notes.length ? <small className="under">{notes.join(" · ")}</small> : null;
}

/** A unit amount may have more decimals than the currency: 0.25 cents a piece. */
function unitPrice(unitAmount: string, currency: string, format: ReturnType<typeof useFormat>) {
  const minorUnits = Number(unitAmount);
  if (Number.isInteger(minorUnits)) return format.money(minorUnits, currency);
  return `${format.number(minorUnits / 10 ** currencyDigits(currency))} ${currency.toUpperCase()}`;
}

function Payments({ invoice }: { invoice: InvoiceDetail }) {
  const { billing } = useText();
  const { money } = useFormat();
  return (
    <section className="sheet" aria-labelledby="payments">
      <h2 id="payments">{billing.payments}</h2>
      <ul className="plain">
        {invoice.payments.map((payment) => (
          <li key={payment.id} className="between">
            <span>
              {payment.paidAt ? <Time at={payment.paidAt} /> : billing.amountPaid}
              <small className="under">{payment.method ?? billing.paidOutside}</small>
              {payment.amountRefunded ? (
                <small className="under">
                  {billing.refunded} {money(payment.amountRefunded, invoice.currency)}
                </small>
              ) : null}
            </span>
            <b className="n">{money(payment.amountPaid ?? 0, invoice.currency)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Details({ invoice }: { invoice: InvoiceDetail }) {
  const { billing } = useText();
  return (
    <section className="sheet" aria-labelledby="details">
      <h2 id="details">{billing.details}</h2>
      <dl className="facts">
        {invoice.number ? (
          <>
            <dt>{billing.number}</dt>
            <dd>{invoice.number}</dd>
          </>
        ) : null}
        <dt>{billing.issued}</dt>
        <dd>
          <Time at={invoice.issuedAt} />
        </dd>
        {invoice.dueAt ? (
          <>
            <dt>{billing.due}</dt>
            <dd>
              <Time at={invoice.dueAt} />
            </dd>
          </>
        ) : null}
        {invoice.billedTo ? (
          <>
            <dt>{billing.billedTo}</dt>
            <dd>{invoice.billedTo}</dd>
          </>
        ) : null}
        {invoice.description ? (
          <>
            <dt>{billing.note}</dt>
            <dd>{invoice.description}</dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}
