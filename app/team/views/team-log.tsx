import { paths } from "../../paths.ts";
import { Choice, FilterForm } from "../../ui/filter-form.tsx";
import { Empty } from "../../ui/page.tsx";
import { Time } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import type { byStaff, TeamLogEntry, TeamLogFilter } from "../log.ts";
import { teamText } from "../text.ts";

type FilterProps = {
  org: string;
  company: string;
  filter: TeamLogFilter;
  choices: { personId: string; name: string }[];
};

export function TeamLogFilterForm({ org, company, filter, choices }: FilterProps) {
  const { log } = useText(teamText);
  return (
    <FilterForm to={paths.teamLog(org)} isFiltered={filter.person !== null} words={log}>
      <Choice name="person" label={log.person} value={filter.person}>
        <option value="">{log.everybody}</option>
        <option value={"staff" satisfies typeof byStaff}>{log.ours(company)}</option>
        {choices.map(({ personId, name }) => (
          <option key={personId} value={personId}>
            {log.who.person(name, null)}
          </option>
        ))}
      </Choice>
    </FilterForm>
  );
}

type Props = { entries: TeamLogEntry[]; company: string; isFiltered: boolean };

/** What was done, by whom and when. */
export function TeamLog({ entries, company, isFiltered }: Props) {
  const { log } = useText(teamText);
  if (!entries.length)
    return (
      <Empty icon="log" title={isFiltered ? log.noneTitle : log.emptyTitle}>
        <p>{isFiltered ? log.none : log.empty}</p>
      </Empty>
    );
  return (
    <ul className="sheet flush list">
      {entries.map((entry) => (
        <li key={entry.id}>
          <div className="main">
            <b>
              <bdi>{log.did(entry.action, entry)}</bdi>
            </b>
            <span>
              <small>
                <bdi>{log.who[entry.kind](entry.actor, entry.name, company)}</bdi> · {log.kinds[entry.kind]()}
              </small>{" "}
              <small>
                <Time at={entry.at} as="dateTime" />
              </small>
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
