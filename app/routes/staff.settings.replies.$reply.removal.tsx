import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireSavedReply } from "../requests/desk-access.ts";
import { Page } from "../ui/page.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { seeOther } from "../http/respond.ts";
import { removeReply } from "../requests/saved-replies.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(
  ({ staffReplies }, data: Loaded<typeof loader>) => staffReplies.removeTitle(data?.reply.name ?? ""),
  requestsText,
);

export function loader(args: LoaderFunctionArgs) {
  return { reply: requireSavedReply(args).reply };
}

export function action(args: ActionFunctionArgs) {
  const { staff, reply, now } = requireSavedReply(args);
  removeReply(staff, reply, now);
  const { staffReplies: words } = textFor(localeOf(args.request), requestsText);
  setFlash(systemFor(args.context.portal), staff.session, words.removed(reply.name));
  return seeOther(paths.savedReplies());
}

export default function RemoveSavedReply() {
  const { reply } = useLoaderData<typeof loader>();
  const { staffReplies: words } = useText(requestsText);
  return (
    <Page
      title={words.removeTitle(reply.name)}
      back={{ to: paths.savedReply(reply.id), name: reply.name }}
      ask={{ lead: words.ask }}
    >
      <RemovalSheet to={paths.removeSavedReply(reply.id)} keepTo={paths.savedReply(reply.id)} verb={words.remove}>
        {words.removeText}
      </RemovalSheet>
    </Page>
  );
}
