import type { BoardFilter } from "../board-filter.ts";
import { paths } from "../../paths.ts";
import { Choice, FilterForm, Search } from "../../ui/filter-form.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

/** State, kind, and one field for reference, title or customer. */
export function BoardFilterForm({ filter, isFiltered }: { filter: BoardFilter; isFiltered: boolean }) {
  const { staffOrders: words } = useText(ordersText);
  return (
    <FilterForm to={paths.staffOrders()} isFiltered={isFiltered} words={words}>
      <Choice name="state" label={words.state} value={filter.state}>
        <option value="">{words.everyState}</option>
        {Object.entries(words.statuses).map(([state, word]) => (
          <option key={state} value={state}>
            {word}
          </option>
        ))}
      </Choice>
      <Choice name="kind" label={words.kind} value={filter.kind}>
        <option value="">{words.everyKind}</option>
        {Object.entries(words.kinds).map(([kind, word]) => (
          <option key={kind} value={kind}>
            {word}
          </option>
        ))}
      </Choice>
      <Search name="q" label={words.search} value={filter.q} />
    </FilterForm>
  );
}
