import type { InvoiceFilter } from "../models/invoice-filter.ts";
import { paths } from "../paths.ts";
import { useText } from "./use.ts";

type Props = {
  org: string;
  filter: InvoiceFilter;
  isFiltered: boolean;
  count: number;
  years: { year: number; count: number }[];
};

const offeredYears = 2;

/** What an accountant takes along: the list as a table, and a year's PDFs. */
export function Books({ org, filter, isFiltered, count, years }: Props) {
  const { billingList: words } = useText();
  const zips = filter.year === null ? years.slice(0, offeredYears) : years.filter(({ year }) => year === filter.year);
  return (
    <section className="head books" aria-labelledby="books">
      <h2 id="books">{words.books}</h2>
      <div className="row">
        <a className="btn second" href={paths.billingCsv(org, filter)}>
          {words.csv(count, isFiltered)}
        </a>
        {zips.map((zip) => (
          <a key={zip.year} className="btn second" href={paths.billingZip(org, zip.year)}>
            {words.zip(zip.count, zip.year)}
          </a>
        ))}
      </div>
    </section>
  );
}
