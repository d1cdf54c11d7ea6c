import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireStaff } from "../sign-in/handles.ts";
import { useLoaderData } from "@remix-run/react";
import { paths } from "../paths.ts";
import { listReplies } from "../requests/saved-replies.ts";
import { requestsText } from "../requests/text.ts";
import { ListRow } from "../ui/list-row.tsx";
import { staffText } from "../staff/text.ts";
import { Page } from "../ui/page.tsx";
import { useStaffSettings } from "../ui/staff-settings.ts";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ staffSettings }) => staffSettings.title, staffText);

export function loader(args: LoaderFunctionArgs) {
  const staff = requireStaff(args);
  const hasDesk = args.context.portal.config.features.has("requests");
  return { replies: hasDesk ? listReplies(staff).map(({ id, name }) => ({ id, name })) : [] };
}

export default function StaffSettings() {
  const { replies } = useLoaderData<typeof loader>();
  const { staffSettings: words, staffReplies } = useText(requestsText, staffText);
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
      {replies.length ? (
        <section className="head" aria-labelledby="replies">
          <h2 id="replies">{staffReplies.title}</h2>
          <ul className="sheet flush list">
            {replies.map(({ id, name }) => (
              <ListRow key={id} to={paths.savedReply(id)} title={name} />
            ))}
          </ul>
        </section>
      ) : null}
    </Page>
  );
}
