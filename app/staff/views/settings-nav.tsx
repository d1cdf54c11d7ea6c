import { useLocation } from "@remix-run/react";
import { useStaffSettings } from "../../ui/staff-settings.ts";
import { useText } from "../../ui/use.ts";
import { portalText } from "../../text/portal.ts";

/** The parts of the staff's settings; the one that is open is marked. */
export function SettingsNav() {
  const { staffNav } = useText(portalText);
  const { pathname } = useLocation();
  return (
    <nav className="parts long" aria-label={staffNav.parts}>
      {useStaffSettings().map(({ to, name }) => (
        <a key={to} href={to} aria-current={pathname.replace(/\/$/, "") === to ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
