import { Icon, type IconName } from "./icon.tsx";

export type Tab = { to: string; icon: IconName; name: string; here: boolean };

/** The main ways, above on a desk and below on a phone; the one that is open is marked. */
export function TabBar({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ to, icon, name, here }) => (
        <a key={to} href={to} aria-current={here ? "page" : undefined}>
          <Icon name={icon} />
          {name}
        </a>
      ))}
    </nav>
  );
}
