import type { ViewCounts } from "../desk-counts.ts";
import type { Tag } from "../tags.ts";
import type { DeskFilter, DeskJob, Queue } from "../desk-filter.ts";
import { paths } from "../../paths.ts";
import { Choice, FilterForm, Search } from "../../ui/filter-form.tsx";
import { Hidden } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = { filter: DeskFilter; counts: Partial<Record<Queue, number>>; views: ViewCounts | null; tags: Tag[] };

/** The queues with how much is in each; whose requests are shown, or only late ones; and what is looked for among them. */
export function DeskNav({ filter, counts, views, tags }: Props) {
  const { staffRequests: words } = useText(requestsText);
  return (
    <>
      <nav className="parts long" aria-label={words.queuesLabel}>
        {(Object.keys(words.queues) as Queue[]).map((queue) => (
          <a
            key={queue}
            href={paths.staffRequests({ queue })}
            aria-current={queue === filter.queue ? "page" : undefined}
          >
            {words.queues[queue]}
            {counts[queue] ? <b className="count">{counts[queue]}</b> : null}
          </a>
        ))}
      </nav>
      {filter.queue === "held" ? null : (
        <>
          <Views filter={filter} views={views} />
          <Within filter={filter} tags={tags} />
        </>
      )}
    </>
  );
}

function Views({ filter, views }: Pick<Props, "filter" | "views">) {
  const { staffRequests: words } = useText(requestsText);
  const { queue, job, tag, q } = filter;
  const isAll = !filter.whose && !filter.late;
  const view = (name: keyof ViewCounts, asked: Partial<DeskFilter>, isHere: boolean) => (
    <a
      className="more start"
      href={paths.staffRequests({ queue, job, tag, q, ...asked })}
      aria-current={isHere ? "true" : undefined}
    >
      {words.views[name]}
      {views?.[name] ? <b className="count">{views[name]}</b> : null}
    </a>
  );
  return (
    <nav className="row long" aria-label={words.whoseLabel}>
      <a
        className="more start"
        href={paths.staffRequests({ queue, job, tag, q })}
        aria-current={isAll ? "true" : undefined}
      >
        {words.everybodys}
      </a>
      {view("nobody", { whose: "nobody" }, filter.whose === "nobody")}
      {view("mine", { whose: "mine" }, filter.whose === "mine")}
      {queue === "needs-answer" ? view("late", { late: "yes" }, filter.late === "yes") : null}
    </nav>
  );
}

/** What they are about, and the words that are looked for. */
function Within({ filter: { queue, whose, late, job, tag, q }, tags }: Pick<Props, "filter" | "tags">) {
  const { staffRequests: words, staffSort } = useText(requestsText);
  return (
    <FilterForm to={paths.staffRequests({ queue, whose, late })} isFiltered={!!(job ?? tag ?? q)} words={words.within}>
      <Hidden name="queue" value={queue} />
      <Hidden name="whose" value={whose} />
      <Hidden name="late" value={late} />
      <Search name="q" label={words.within.search} value={q} />
      <Choice name="job" label={words.within.job} value={job}>
        <option value="">{words.within.everyJob}</option>
        {(Object.keys(words.within.jobs) as DeskJob[]).map((one) => (
          <option key={one} value={one}>
            {words.within.jobs[one]}
          </option>
        ))}
      </Choice>
      {tags.length ? (
        <Choice name="tag" label={staffSort.tags} value={tag}>
          <option value="">{staffSort.everyTag}</option>
          {tags.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Choice>
      ) : null}
    </FilterForm>
  );
}
