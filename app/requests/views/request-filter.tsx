import type { AskedRequests } from "../requests.ts";
import { paths } from "../../paths.ts";
import { Choice, FilterForm } from "../../ui/filter-form.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = { org: string; asked: AskedRequests; isFiltered: boolean; readsColleagues: boolean };

/** Whose requests, where there are more than one's own, and open or closed. */
export function RequestFilterForm({ org, asked, isFiltered, readsColleagues }: Props) {
  const { requests: words } = useText(requestsText);
  return (
    <FilterForm to={paths.requests(org)} isFiltered={isFiltered} words={words}>
      {readsColleagues ? (
        <Choice name="whose" label={words.whose} value={asked.whose}>
          <option value="">{words.everyone}</option>
          <option value="mine">{words.mine}</option>
        </Choice>
      ) : null}
      <Choice name="state" label={words.state} value={asked.state}>
        <option value="">{words.everyState}</option>
        {Object.entries(words.states).map(([state, word]) => (
          <option key={state} value={state}>
            {word}
          </option>
        ))}
      </Choice>
    </FilterForm>
  );
}
