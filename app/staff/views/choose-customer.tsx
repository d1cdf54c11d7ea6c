import type { searchOrganizations } from "../../people/organization-search.ts";
import { paths } from "../../paths.ts";
import { Search } from "../../ui/filter-form.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../../orders/text.ts";

type Props = {
  /** Where the search is sent. */
  to: string;
  q: string | null;
  found: ReturnType<typeof searchOrganizations>;
  /** Where a choice leads. */
  lead: (id: string) => string;
};

/** A customer, found by name or address and chosen by a tap. */
export function ChooseCustomer({ to, q, found, lead }: Props) {
  const { staffOrderChanges: words } = useText(ordersText);
  return (
    <>
      <form className="sheet" method="get" action={to} role="search" aria-label={words.findCustomer}>
        <Search name="q" label={words.findCustomer} value={q} />
        <button className="btn" type="submit">
          {words.find}
        </button>
      </form>
      <section className="head" aria-labelledby="found">
        <h2 id="found">{q ? words.found(q) : words.newest}</h2>
        {found.length ? (
          <ul className="sheet flush list">
            {found.map(({ id, name, email }) => (
              <li key={id}>
                <a className="main" href={lead(id)}>
                  <span>
                    <b>{name}</b>
                  </span>
                  {email ? <small>{email}</small> : null}
                </a>
              </li>
            ))}
          </ul>
        ) : (
          <p className="quiet">{q ? words.foundNone : words.noCustomers}</p>
        )}
        <p>
          <a className="btn second" href={paths.newCustomer()}>
            {words.newCustomer}
          </a>
        </p>
      </section>
    </>
  );
}
