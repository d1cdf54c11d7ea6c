import type { YearOfInvoices } from "../invoices-by-year.ts";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";
import { InvoiceList } from "./invoice-list.tsx";

type Props = {
  org: string;
  years: YearOfInvoices[];
  /** Whether these are all that the years have, so that each can be downloaded from its heading. */
  isWhole: boolean;
  namesPayer: boolean;
};

/** Invoices under the year that they are from, with that year's PDFs. */
export function InvoicesByYear({ org, years, isWhole, namesPayer }: Props) {
  const { billing, billingList: words } = useText(billingText);
  return years.map(({ year, invoices, papers, shown }, at) => (
    <section key={year} className="head wide" aria-labelledby={`year-${year}`}>
      <div className="between">
        <h2 id={`year-${year}`}>
          {year} {isWhole ? <small>· {billing.count(invoices)}</small> : null}
        </h2>
        {isWhole ? (
          <a className="more" href={paths.billingZip(org, year)} aria-label={words.zipNamed(papers, year)}>
            {words.zipOfYear}
          </a>
        ) : null}
      </div>
      <InvoiceList org={org} invoices={shown} namesPayer={namesPayer} as="dayAndMonth" hasHeads={!at} />
    </section>
  ));
}
