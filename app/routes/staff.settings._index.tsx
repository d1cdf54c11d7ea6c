import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireStaff } from "../sign-in/handles.ts";
import { staffText } from "../staff/text.ts";
import { Page } from "../ui/page.tsx";
import { useStaffSettings } from "../ui/staff-settings.ts";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ staffSettings }) => staffSettings.title, staffText);

export function loader(args: LoaderFunctionArgs) {
  requireStaff(args);
  return null;
}

export default function StaffSettings() {
  const { staffSettings: words } = useText(staffText);
  return (
    <Page title={words.title}>
      <ul className="sheet flush list">
        {useStaffSettings().map(({ to, name }) => (
          <li key={to}>
            <a className="main" href={to}>
              <b>{name}</b>
              <small>{words.about[to]}</small>
            </a>
          </li>
        ))}
      </ul>
    </Page>
  );
}
