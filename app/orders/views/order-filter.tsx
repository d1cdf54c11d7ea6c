import type { AskedOrders } from "../order-filter.ts";
import { paths } from "../../paths.ts";
import { Choice, FilterForm, Search } from "../../ui/filter-form.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Props = { org: string; asked: AskedOrders; isFiltered: boolean };

/** State, and one field for reference or title. */
export function OrderFilterForm({ org, asked, isFiltered }: Props) {
  const { orders: words } = useText(ordersText);
  return (
    <FilterForm to={paths.orders(org)} isFiltered={isFiltered} words={words}>
      <Choice name="status" label={words.state} value={asked.status}>
        <option value="">{words.everyState}</option>
        {Object.entries(words.statuses).map(([status, word]) => (
          <option key={status} value={status}>
            {word}
          </option>
        ))}
      </Choice>
      <Search name="q" label={words.search} value={asked.q} />
    </FilterForm>
  );
}
