import type { InvoiceSummary } from "../models/invoices.ts";
import { paths } from "../paths.ts";
import { fileSize } from "./file-size.ts";
import { Icon } from "./icon.tsx";
import { InvoiceSentence } from "./invoice-sentence.tsx";
import { useFormat, useText } from "./use.ts";

type Props = { org: string; needs: InvoiceSummary[]; openCount: number; mayPay: boolean };

/** What waits for the customer, the most urgent first with its button; or that nothing does. */
export function NeedsYou({ org, needs, openCount, mayPay }: Props) {
  const { home } = useText();
  const [first, ...rest] = needs;
  if (!first) {
    return (
      <section className="sheet calm" aria-labelledby="needs">
        <span className="badge">
          <Icon name="check" />
        </span>
        <div className="head tight">
          <h2 id="needs">{home.allGood}</h2>
          <p className="quiet">{home.allPaid}</p>
        </div>
      </section>
    );
  }
  return (
    <section className="sheet needs" aria-labelledby="needs">
      <First org={org} invoice={first} openCount={openCount} mayPay={mayPay} />
      {rest.length ? (
        <ul className="plain">
          {rest.map((invoice) => (
            <Further key={invoice.id} org={org} invoice={invoice} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function First({
  org,
  invoice,
  openCount,
  mayPay,
}: {
  org: string;
  invoice: InvoiceSummary;
  openCount: number;
  mayPay: boolean;
}) {
  const { home, billing } = useText();
  const format = useFormat();
  return (
    <>
      <div className="between">
        <div className="head tight">
          <h2 id="needs">{home.needsYou(openCount)}</h2>
          <p>
            <InvoiceSentence invoice={invoice} />
          </p>
        </div>
        <span className="amount">{format.money(invoice.amountRemaining, invoice.currency)}</span>
      </div>
      <div className="row fill">
        {mayPay ? (
          <a className="btn" href={paths.payInvoice(org, invoice.id)} aria-label={billing.payNamed(invoice.number)}>
            {billing.pay}
          </a>
        ) : null}
        <a
          className="btn second"
          href={paths.invoicePdf(org, invoice.id)}
          aria-label={billing.pdfNamed(invoice.number, fileSize(invoice.pdfBytes, format.number))}
        >
          {billing.pdf}
        </a>
        <a className="btn bare" href={paths.invoice(org, invoice.id)}>
          {billing.seeIt}
        </a>
      </div>
    </>
  );
}

function Further({ org, invoice }: { org: string; invoice: InvoiceSummary }) {
  const format = useFormat();
  return (
    <li>
      <a className="between further" href={paths.invoice(org, invoice.id)}>
        <span>
          <InvoiceSentence invoice={invoice} />
        </span>
        <b className="n">{format.money(invoice.amountRemaining, invoice.currency)}</b>
      </a>
    </li>
  );
}
