import type { listOtherAddresses } from "../other-addresses.ts";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { peopleText } from "../text.ts";

/** The addresses whose mails count as the person's own, each with the way to end that; nothing where there are none. */
export function OtherAddresses({ addresses }: { addresses: ReturnType<typeof listOtherAddresses> }) {
  const { me } = useText(peopleText);
  if (!addresses.length) return null;
  return (
    <section className="head" aria-labelledby="addresses">
      <h2 id="addresses">{me.others}</h2>
      <p className="quiet">{me.othersWhy}</p>
      <ul className="sheet flush list">
        {addresses.map(({ email }) => (
          <li key={email}>
            <div className="main">{email}</div>
            <a className="file" href={paths.endOwnAddress(email)} aria-label={me.endNamed(email)}>
              {me.end}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
