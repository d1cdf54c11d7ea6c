import type { InvoiceSummary } from "../models/invoices.ts";
import { paths } from "../paths.ts";
import { fileSize } from "./file-size.ts";
import { InvoiceTag } from "./invoice-tag.tsx";
import { Time } from "./time.tsx";
import { useFormat, useText } from "./use.ts";

/** Invoices as rows a thumb can hit, each with its PDF one tap beside. */
export function InvoiceList({ org, invoices }: { org: string; invoices: InvoiceSummary[] }) {
  const { billing } = useText();
  const format = useFormat();
  return (
    <ul className="sheet flush list">
      {invoices.map((invoice) => (
        <li key={invoice.id}>
          <a className="main" href={paths.invoice(org, invoice.id)}>
            <span>
              <b>{invoice.number ?? billing.unnumbered}</b>
              <b className="n">{format.money(invoice.total, invoice.currency)}</b>
            </span>
            <span>
              <small>
                <Time at={invoice.issuedAt} as="shortDate" />
              </small>
              <InvoiceTag invoice={invoice} />
            </span>
          </a>
          <a
            className="file"
            href={paths.invoicePdf(org, invoice.id)}
            aria-label={billing.pdfNamed(invoice.number, fileSize(invoice.pdfBytes, format.number))}
          >
            {billing.pdf}
          </a>
        </li>
      ))}
    </ul>
  );
}
