import { customerSorts, customerViews, type CustomerFilter } from "../customer-filter.ts";
import type { Feature } from "../../features.ts";
import { paths } from "../../paths.ts";
import { Hidden } from "../../ui/form.tsx";
import { useShell, useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";

/** Views that only a job of the company's has something for. */
const of: Partial<Record<(typeof customerViews)[number], Feature>> = { owes: "billing", "late-order": "orders" };

/** One field to find a customer, the views, and by what they are sorted: all in the URL. */
export function CustomerFilterForm({ filter }: { filter: CustomerFilter }) {
  const { staffCustomers: words } = useText(staffText);
  const features = useShell()?.features ?? [];
  const { show, sort, q } = filter;
  const views = customerViews.filter((view) => !of[view] || features.includes(of[view]));
  const way = (asked: Partial<CustomerFilter>) => {
    const { sort: by, ...rest } = { ...filter, ...asked };
    return paths.staffCustomers({ ...rest, sort: by === "name" ? null : by });
  };
  const names = { name: words.byName, newest: words.newest };
  return (
    <div className="head wide">
      <form className="find" method="get" action={paths.staffCustomers()} role="search">
        <div className="field">
          <label htmlFor="q">{words.field}</label>
          <input id="q" name="q" type="search" autoComplete="off" spellCheck={false} defaultValue={q ?? ""} />
        </div>
        <Hidden name="show" value={show} />
        <Hidden name="sort" value={sort === "name" ? null : sort} />
        <button className="btn second" type="submit">
          {words.find}
        </button>
        <a className="btn" href={paths.newCustomer()}>
          {words.add}
        </a>
        <a className="btn second" href={paths.importCustomers()}>
          {words.import}
        </a>
      </form>
      <nav className="views long" aria-label={words.views}>
        {[null, ...views].map((view) => (
          <a key={view} href={way({ show: view })} aria-current={view === show ? "true" : undefined}>
            {view ? words.view[view] : words.all}
          </a>
        ))}
        <span className="apart">
          {customerSorts.map((by) => (
            <a key={by} href={way({ sort: by })} aria-current={by === sort ? "true" : undefined}>
              {names[by]}
            </a>
          ))}
        </span>
      </nav>
    </div>
  );
}
