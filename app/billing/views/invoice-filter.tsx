import type { InvoiceFilter } from "../invoice-filter.ts";
import { paths } from "../../paths.ts";
import { Choice, FilterForm, Search } from "../../ui/filter-form.tsx";
import { useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

type Props = { org: string; filter: InvoiceFilter; years: { year: number; invoices: number }[]; isFiltered: boolean };

/** Year, status and one field for number or amount. */
export function InvoiceFilterForm({ org, filter, years, isFiltered }: Props) {
  const { billingList: words } = useText(billingText);
  const { year } = filter;
  const offered = years.filter((one) => one.invoices).map((one) => one.year);
  if (year !== null && !offered.includes(year)) offered.unshift(year);
  return (
    <FilterForm to={paths.billing(org)} isFiltered={isFiltered} words={words}>
      <Choice name="year" label={words.year} value={year}>
        <option value="">{words.everyYear}</option>
        {offered.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </Choice>
      <Choice name="status" label={words.status} value={filter.status}>
        <option value="">{words.everyStatus}</option>
        {Object.entries(words.statuses).map(([status, word]) => (
          <option key={status} value={status}>
            {word}
          </option>
        ))}
      </Choice>
      <Search name="q" label={words.search} value={filter.q} />
    </FilterForm>
  );
}
