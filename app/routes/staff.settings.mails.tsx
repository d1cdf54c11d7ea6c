import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireDesk } from "../requests/desk-access.ts";
import { Check, Hidden, SubmitButton } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { SettingsNav } from "../staff/views/settings-nav.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm, texts } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { chooseMails, findMailChoices } from "../company/staff-mail-choices.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(({ staffMails }) => staffMails.title, requestsText);

export function loader(args: LoaderFunctionArgs) {
  const { staff } = requireDesk(args);
  return { email: staff.email, choices: findMailChoices(staff) };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["requestNew", "requestReply", "shown"]));
  const { staff } = requireDesk(args);
  // Boxes that are not ticked send nothing: only a form that showed them says what is unwanted.
  if (form.status === "success" && form.value.shown) {
    chooseMails(staff, { requestNew: !!form.value.requestNew, requestReply: !!form.value.requestReply });
    setFlash(
      systemFor(args.context.portal),
      staff.session,
      textFor(localeOf(args.request), requestsText).staffMails.saved,
    );
  }
  return seeOther(paths.staffMails());
}

export default function StaffMails() {
  const { email, choices } = useLoaderData<typeof loader>();
  const { staffMails: words } = useText(requestsText);
  return (
    <Page title={words.title} lead={words.lead(email)} ask={{ lead: words.ask }}>
      <SettingsNav />
      <form className="sheet" method="post" action={paths.staffMails()}>
        <Check name="requestNew" label={words.requestNew} hint={words.requestNewHint} checked={choices.requestNew} />
        <Check
          name="requestReply"
          label={words.requestReply}
          hint={words.requestReplyHint}
          checked={choices.requestReply}
        />
        <Hidden name="shown" value="yes" />
        <SubmitButton>{words.save}</SubmitButton>
      </form>
    </Page>
  );
}
