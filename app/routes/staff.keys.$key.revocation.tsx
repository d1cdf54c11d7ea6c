import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { Page } from "../ui/page.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { isOver, listKeys, revokeKey } from "../company/api-keys.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(
  ({ staffKeys }, data: Loaded<typeof loader>) => staffKeys.revokeTitle(data?.name ?? ""),
  staffText,
);

function keyOf(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const key = listKeys(staff).find(({ id }) => id === args.params.key);
  if (!key) throw notFound();
  return { staff, key, now: args.context.portal.now() };
}

export function loader(args: LoaderFunctionArgs) {
  const { key, now } = keyOf(args);
  if (isOver(key, now)) throw seeOther(paths.staffKeys());
  return { id: key.id, name: key.name, start: key.start };
}

export function action(args: ActionFunctionArgs) {
  const { staff, key, now } = keyOf(args);
  const isRevoked = revokeKey(staff, key.id, staff.email, now);
  const { staffKeys: words } = textFor(localeOf(args.request), staffText);
  const said = isRevoked ? words.revoked(key.name) : words.revokedBefore;
  setFlash(systemFor(args.context.portal), staff.session, said);
  return seeOther(paths.staffKeys());
}

export default function RevokeKey() {
  const { id, name, start } = useLoaderData<typeof loader>();
  const { staffKeys: words } = useText(staffText);
  return (
    <Page title={words.revokeTitle(name)} back={{ to: paths.staffKeys(), name: words.title }} ask={{ lead: words.ask }}>
      <RemovalSheet to={paths.revokeKey(id)} keepTo={paths.staffKeys()} verb={words.revoke}>
        {words.revokeText(start)}
      </RemovalSheet>
    </Page>
  );
}
