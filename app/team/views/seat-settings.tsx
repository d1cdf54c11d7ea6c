import { paths } from "../../paths.ts";
import { Hidden, SubmitButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import type { listSeatsByHand, listSubscribed } from "../seat-settings.ts";
import { teamText } from "../text.ts";

/** What somebody subscribes to, to be ticked where its quantity is a number of seats. */
export function SeatProducts({ products }: { products: ReturnType<typeof listSubscribed> }) {
  const { staffSeats: words } = useText(teamText);
  if (!products.length) return <p className="quiet">{words.noProducts}</p>;
  return (
    <form className="sheet" method="post" action={paths.staffSeats()}>
      <fieldset className="choices">
        <legend>{words.products}</legend>
        <small>{words.productsText}</small>
        {products.map(({ id, name, isSeat }) => (
          <label key={id} className="check">
            <input type="checkbox" name="product" value={id} defaultChecked={isSeat} />
            <span>
              <bdi>{name}</bdi>
            </span>
          </label>
        ))}
      </fieldset>
      {products.map(({ id, isSeat }) => (isSeat ? <Hidden key={id} name="was" value={id} /> : null))}
      <SubmitButton>{words.save}</SubmitButton>
    </form>
  );
}

/** The customers whom staff gave seats by hand, each with the way to change that. */
export function SeatsByHand({ customers }: { customers: ReturnType<typeof listSeatsByHand> }) {
  const { staffSeats: words } = useText(teamText);
  return (
    <section className="head" aria-labelledby="by-hand">
      <h2 id="by-hand">{words.byHand}</h2>
      {customers.length ? (
        <ul className="sheet flush list">
          {customers.map(({ id, name, seats }) => (
            <li key={id}>
              <a className="main" href={paths.customerSeats(id)}>
                <b>
                  <bdi>{name}</bdi>
                </b>
                <small>{words.extra(seats)}</small>
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p className="quiet">{words.noneByHand}</p>
      )}
    </section>
  );
}
