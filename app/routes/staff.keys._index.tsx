import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff } from "../sign-in/handles.ts";
import { KeyList } from "../staff/views/key-list.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { SettingsNav } from "../staff/views/settings-nav.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { isOver, listKeys } from "../company/api-keys.ts";
import { paths } from "../paths.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(({ staffKeys }) => staffKeys.title, staffText);

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const now = args.context.portal.now();
  const keys = listKeys(staff).map(({ hash: _hash, ...key }) => ({
    ...key,
    isOver: isOver({ ...key, hash: _hash }, now),
  }));
  return { keys: keys.sort((a, b) => Number(a.isOver) - Number(b.isOver)) };
}

export default function StaffKeys() {
  const { keys } = useLoaderData<typeof loader>();
  const { staffKeys: words } = useText(staffText);
  return (
    <Page title={words.title} lead={words.lead} ask={{ lead: words.ask }}>
      <SettingsNav />
      <div className="row">
        <a className="btn" href={paths.newKey()}>
          {words.make}
        </a>
      </div>
      {keys.length ? (
        <KeyList keys={keys} />
      ) : (
        <Empty icon="settings" title={words.emptyTitle}>
          <p>{words.empty}</p>
        </Empty>
      )}
    </Page>
  );
}
