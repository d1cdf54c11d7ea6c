import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireDesk } from "../requests/desk-access.ts";
import { Empty, Page } from "../ui/page.tsx";
import { SettingsNav } from "../staff/views/settings-nav.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { listReplies } from "../requests/saved-replies.ts";
import { paths } from "../paths.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(({ staffReplies }) => staffReplies.title, requestsText);

export function loader(args: LoaderFunctionArgs) {
  return { replies: listReplies(requireDesk(args).staff).map(({ id, name }) => ({ id, name })) };
}

export default function SavedReplies() {
  const { replies } = useLoaderData<typeof loader>();
  const { staffReplies: words } = useText(requestsText);
  return (
    <Page title={words.title} lead={words.lead} ask={{ lead: words.ask }}>
      <SettingsNav />
      {replies.length ? (
        <ul className="sheet flush list">
          {replies.map(({ id, name }) => (
            <li key={id}>
              <a className="main" href={paths.savedReply(id)}>
                <b>{name}</b>
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <Empty icon="requests" title={words.emptyTitle}>
          <p>{words.empty}</p>
        </Empty>
      )}
      <div className="row">
        <a className="btn" href={paths.newSavedReply()}>
          {words.make}
        </a>
      </div>
    </Page>
  );
}
