import type { Role } from "#db/schema/organizations.ts";
import { paths } from "../../paths.ts";
import { signInText } from "../../sign-in/text.ts";
import { useShell, useText } from "../../ui/use.ts";
import { accountText } from "../text.ts";

type Organization = { id: string; name: string; role: Role };

/** Where somebody is, as what, and the way out; nothing where they are nowhere. */
export function OwnOrganizations({ organizations: all }: { organizations: Organization[] }) {
  const { own, organizations } = useText(accountText, signInText);
  const mayLeave = useShell()?.features.includes("team");
  if (!all.length) return null;
  return (
    <section className="head" aria-labelledby="organizations">
      <h2 id="organizations">{own.organizations}</h2>
      <ul className="sheet flush list">
        {all.map(({ id, name, role }) => (
          <li key={id}>
            <a className="main" href={paths.home(id)}>
              <bdi>{name}</bdi>
              <small>{organizations.roles[role]}</small>
            </a>
            {mayLeave ? (
              <a className="file" href={paths.leaveTeam(id)} aria-label={own.leaveNamed(name)}>
                {own.leave}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The other pages of one's own. */
export function OwnPages() {
  const { own, departure } = useText(accountText);
  const shell = useShell();
  const pages = [
    { to: paths.ownData(), name: own.data, why: own.dataWhy },
    ...(shell?.isStaff ? [] : [{ to: paths.departure(), name: departure.name, why: departure.why }]),
  ];
  return (
    <section className="head" aria-labelledby="more">
      <h2 id="more">{own.more}</h2>
      <ul className="sheet flush list">
        {pages.map(({ to, name, why }) => (
          <li key={to}>
            <a className="main" href={to}>
              {name}
              <small>{why}</small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
