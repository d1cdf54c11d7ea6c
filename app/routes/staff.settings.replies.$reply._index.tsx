import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireSavedReply } from "../requests/desk-access.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { SavedReplyForm, type SavedReplyValues } from "../requests/views/saved-reply-form.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { replySchema } from "../requests/reply-form.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { saveReply } from "../requests/saved-replies.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(
  ({ staffReplies }, data: Loaded<typeof loader>) => staffReplies.changeTitle(data?.reply.name ?? ""),
  requestsText,
);

export function loader(args: LoaderFunctionArgs) {
  return { reply: requireSavedReply(args).reply };
}

export async function action(args: ActionFunctionArgs) {
  const { staffReplies: words } = textFor(localeOf(args.request), requestsText);
  const form = await readForm(args.request, replySchema(words.faults));
  const { staff, reply, now } = requireSavedReply(args);
  if (form.status !== "success") return invalid(form.reply());
  if (saveReply(staff, reply.id, form.value, now) === "there")
    return invalid(form.reply({ fieldErrors: { name: [words.faults.there] } }));
  setFlash(systemFor(args.context.portal), staff.session, words.saved(form.value.name));
  return seeOther(paths.savedReplies());
}

export default function ChangeSavedReply() {
  const { reply } = useLoaderData<typeof loader>();
  const { staffReplies: words } = useText(requestsText);
  const { id, name, text } = reply;
  const [form, fields] = useFields<SavedReplyValues>("reply", useActionData(), { name, text });
  return (
    <Page
      title={words.changeTitle(name)}
      back={{ to: paths.savedReplies(), name: words.title }}
      problems={<Problems form={form} order={["name", "text"]} />}
      ask={{ lead: words.ask }}
    >
      <SavedReplyForm to={paths.savedReply(id)} fields={fields} />
      <div className="row">
        <a className="btn bare" href={paths.removeSavedReply(id)}>
          {words.removeLink}
        </a>
      </div>
    </Page>
  );
}
