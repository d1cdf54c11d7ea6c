import type { InvoiceFilter } from "../invoice-filter.ts";
import { csvDialectNames } from "../../http/csv-dialect.ts";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

type Props = {
  org: string;
  filter: InvoiceFilter;
  isFiltered: boolean;
  count: number;
  years: { year: number; papers: number }[];
};

const offeredYears = 2;

/** What an accountant takes along: the list as a table, and a year's PDFs. */
export function Books({ org, filter, isFiltered, count, years }: Props) {
  const { billingList: words } = useText(billingText);
  const offered = filter.year === null ? years : years.filter(({ year }) => year === filter.year);
  const older = offered.slice(offeredYears);
  return (
    <section className="head books" aria-labelledby="books">
      <h2 id="books">{words.books}</h2>
      <div className="row">
        {csvDialectNames.map((dialect) => (
          <a key={dialect} className="btn second" href={paths.billingCsv(org, { ...filter, dialect })}>
            {words.csv(count, isFiltered, dialect)}
          </a>
        ))}
        <Zips org={org} years={offered.slice(0, offeredYears)} />
      </div>
      {older.length ? (
        <details>
          <summary>{words.olderYears}</summary>
          <div className="row">
            <Zips org={org} years={older} />
          </div>
        </details>
      ) : null}
    </section>
  );
}

function Zips({ org, years }: Pick<Props, "org" | "years">) {
  const { billingList: words } = useText(billingText);
  return years.map(({ year, papers }) => (
    <a key={year} className="btn second" href={paths.billingZip(org, year)}>
      {words.zip(papers, year)}
    </a>
  ));
}
