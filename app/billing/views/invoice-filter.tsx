import type { BillingOverview } from "../billing-overview.ts";
import type { InvoiceFilter, ListedInvoiceStatus } from "../invoice-filter.ts";
import { paths } from "../../paths.ts";
import { Choice, FilterForm, Search } from "../../ui/filter-form.tsx";
import { useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

type Props = { org: string; filter: InvoiceFilter; overview: BillingOverview; isFiltered: boolean };

/** Year, status and one field for number or amount. Nobody who owes nothing late is asked about it. */
export function InvoiceFilterForm({ org, filter, overview: { years, open }, isFiltered }: Props) {
  const { billingList: words } = useText(billingText);
  const { year } = filter;
  const offered = years.filter((one) => one.invoices).map((one) => one.year);
  if (year !== null && !offered.includes(year)) offered.unshift(year);
  // The overdue ones are before all others there.
  const isOffered = (status: ListedInvoiceStatus) =>
    status !== "overdue" || filter.status === status || open[0]?.status === status;
  const statuses = (Object.keys(words.statuses) as ListedInvoiceStatus[]).filter(isOffered);
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
        {statuses.map((status) => (
          <option key={status} value={status}>
            {words.statuses[status]}
          </option>
        ))}
      </Choice>
      <Search name="q" label={words.search} value={filter.q} />
    </FilterForm>
  );
}
