import type { BoardFilter } from "../board-filter.ts";
import type { KeptFilter } from "../kept-filters.ts";
import { paths } from "../../paths.ts";
import { Hidden, PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Props = { kept: KeptFilter[]; /** The one that is shown. */ here: string | null };

/** The board's filters that were kept. */
export function KeptFilters({ kept, here, isFiltered }: Props & { isFiltered: boolean }) {
  const { keptFilters: words } = useText(ordersText);
  if (!kept.length) return null;
  return (
    <nav className="views wide" aria-label={words.label}>
      <a href={paths.staffOrders()} aria-current={isFiltered ? undefined : "true"}>
        {words.all}
      </a>
      {kept.map(({ id, name, state, kind, q }) => (
        <a key={id} href={paths.staffOrders({ state, kind, q })} aria-current={id === here ? "true" : undefined}>
          <bdi>{name}</bdi>
        </a>
      ))}
    </nav>
  );
}

/** The way to keep the filter that is shown, or to remove it where it is kept. */
export function KeepOrDrop({ kept, here, filter }: Props & { filter: BoardFilter }) {
  const { keptFilters: words } = useText(ordersText);
  const shown = kept.find(({ id }) => id === here);
  if (!shown) return <KeepFilter filter={filter} />;
  return (
    <PostButton to={paths.keptFilters()} fields={{ drop: shown.id }} look="quiet" label={words.dropNamed(shown.name)}>
      {words.drop}
    </PostButton>
  );
}

function KeepFilter({ filter }: { filter: BoardFilter }) {
  const { keptFilters: words } = useText(ordersText);
  return (
    <details className="rest">
      <summary>{words.keep}</summary>
      <form className="form" method="post" action={paths.keptFilters()}>
        {Object.entries(filter).map(([name, value]) => (
          <Hidden key={name} name={name} value={value} />
        ))}
        <div className="field">
          <label htmlFor="name">{words.name}</label>
          <small id="name-hint">{words.hint}</small>
          <input id="name" name="name" type="text" autoComplete="off" aria-describedby="name-hint" />
        </div>
        <button className="btn second" type="submit">
          {words.save}
        </button>
      </form>
    </details>
  );
}
