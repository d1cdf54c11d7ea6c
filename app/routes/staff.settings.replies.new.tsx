import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireDesk } from "../requests/desk-access.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { SavedReplyForm, type SavedReplyValues } from "../requests/views/saved-reply-form.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { replySchema } from "../requests/reply-form.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { saveReply } from "../requests/saved-replies.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(({ staffReplies }) => staffReplies.newTitle, requestsText);

export function loader(args: LoaderFunctionArgs) {
  requireDesk(args);
  return null;
}

export async function action(args: ActionFunctionArgs) {
  const { staffReplies: words } = textFor(localeOf(args.request), requestsText);
  const form = await readForm(args.request, replySchema(words.faults));
  const { staff, now } = requireDesk(args);
  if (form.status !== "success") return invalid(form.reply());
  if (saveReply(staff, null, form.value, now) === "there")
    return invalid(form.reply({ fieldErrors: { name: [words.faults.there] } }));
  setFlash(systemFor(args.context.portal), staff.session, words.saved(form.value.name));
  return seeOther(paths.savedReplies());
}

export default function NewSavedReply() {
  const { staffReplies: words } = useText(requestsText);
  const [form, fields] = useFields<SavedReplyValues>("reply", useActionData());
  return (
    <Page
      title={words.newTitle}
      back={{ to: paths.savedReplies(), name: words.title }}
      problems={<Problems form={form} order={["name", "text"]} />}
      ask={{ lead: words.ask }}
    >
      <SavedReplyForm to={paths.newSavedReply()} fields={fields} />
    </Page>
  );
}
