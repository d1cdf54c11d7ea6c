import { useLocation } from "@remix-run/react";
import { paths } from "../../paths.ts";
import { useShell, useText } from "../../ui/use.ts";
import { portalText } from "../../text/portal.ts";

/** The parts of the staff's settings; the one that is open is marked. */
export function SettingsNav() {
  const { staffNav } = useText(portalText);
  const features = useShell()?.features ?? [];
  const { pathname } = useLocation();
  const parts = [
    ...(features.includes("orders") ? [{ to: paths.staffSteps(), name: staffNav.steps }] : []),
    ...(features.includes("requests")
      ? [
          { to: paths.savedReplies(), name: staffNav.replies },
          { to: paths.staffMails(), name: staffNav.mails },
          { to: paths.staffAnswers(), name: staffNav.answers },
        ]
      : []),
    { to: paths.staffKeys(), name: staffNav.keys },
    { to: paths.staffLog(), name: staffNav.log },
    { to: paths.staffHealth(), name: staffNav.health },
  ];
  return (
    <nav className="parts" aria-label={staffNav.parts}>
      {parts.map(({ to, name }) => (
        <a key={to} href={to} aria-current={pathname.replace(/\/$/, "") === to ? "page" : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
