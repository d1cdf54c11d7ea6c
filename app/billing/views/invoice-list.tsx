import type { InvoiceSummary } from "../invoices.ts";
import { paths } from "../../paths.ts";
import { fileSize } from "../../ui/file-size.ts";
import { Heads } from "../../ui/heads.tsx";
import { InvoiceTag } from "./invoice-tag.tsx";
import { Time } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";
import { Reference } from "../../ui/reference.tsx";

type Props = {
  org: string;
  invoices: InvoiceSummary[];
  /** Whether each row says whom it is billed to, because they differ. */
  namesPayer?: boolean;
  /** How the day is written: under the heading of a year it needs none. */
  as?: "shortDate" | "dayAndMonth";
  /** Whether a desk names its columns. */
  hasHeads?: boolean;
};

/** Invoices as rows a thumb can hit, each with its PDF one tap beside. */
export function InvoiceList({ org, invoices, namesPayer = false, as = "shortDate", hasHeads = false }: Props) {
  const { billing, billingList } = useText(billingText);
  const format = useFormat();
  return (
    <ul className="sheet flush list invoices">
      {hasHeads ? <Heads names={billingList.heads} /> : null}
      {invoices.map((invoice) => (
        <li key={invoice.id}>
          <a className="main" href={paths.invoice(org, invoice.id)}>
            <span>
              <b>{what(invoice) ?? invoice.number ?? billing.unnumbered}</b>
              <Amount invoice={invoice} />
            </span>
            <span>
              <small>
                {invoice.what && invoice.number ? (
                  <>
                    <Reference>{invoice.number}</Reference>
                    {" · "}
                  </>
                ) : null}
                <Time at={invoice.issuedAt} as={as} />
                {namesPayer && invoice.billedTo ? ` · ${invoice.billedTo}` : null}
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

/** "Oak chair, natural oil + 1": the first line, and how many come after it; null where there is no text. */
const what = ({ what: first, whatCount }: InvoiceSummary) =>
  first && (whatCount > 1 ? `${first} + ${whatCount - 1}` : first);

/** What is left of an invoice that was paid in part, and what it was in all below it; else its total. */
function Amount({ invoice: { total, amountRemaining, payable, currency } }: { invoice: InvoiceSummary }) {
  const { billingList } = useText(billingText);
  const { money } = useFormat();
  if (total < 0) return <b className="n">{billingList.inFavour(money(-total, currency))}</b>;
  const isPart = payable && amountRemaining > 0 && amountRemaining < total;
  if (!isPart) return <b className="n">{money(total, currency)}</b>;
  return (
    <span className="n">
      <b>{money(amountRemaining, currency)}</b> <small>{billingList.leftOf(money(total, currency))}</small>
    </span>
  );
}
