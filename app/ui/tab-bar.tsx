import { Icon, type IconName } from "./icon.tsx";

const maxCount = 99;

export type Tab = { to: string; icon: IconName; name: string; here: boolean; count?: { n: number; label: string } };

/** The main ways, above on a desk and below on a phone; the one that is open is marked. */
export function TabBar({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ to, icon, name, here, count }) => (
        <a key={to} href={to} aria-current={here ? "page" : undefined}>
          <Icon name={icon} />
          {name}
          {count?.n ? <Count {...count} /> : null}
        </a>
      ))}
    </nav>
  );
}

/** How much waits behind a tab, and for ears what. */
function Count({ n, label }: NonNullable<Tab["count"]>) {
  return (
    <>
      <b className="count" aria-hidden="true">
        {n > maxCount ? `${maxCount}+` : n}
      </b>
      <span className="vh">, {label}</span>
    </>
  );
}
