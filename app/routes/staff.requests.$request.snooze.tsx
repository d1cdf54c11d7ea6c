import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyRequest } from "../requests/desk-access.ts";
import { Field, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm, texts } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { readSnooze, snoozeRequest } from "../requests/snooze.ts";
import { paths } from "../paths.ts";
import { formatFor } from "../text/format.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(({ staffSort }) => staffSort.snoozeTitle, requestsText);

export function loader(args: LoaderFunctionArgs) {
  const { id, subject } = requireAnyRequest(args).request;
  return { id, subject };
}

/** Puts a request away until a day; without one it is back at once. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["until"]));
  const { staff, clerk, request, now } = requireAnyRequest(args);
  const locale = localeOf(args.request);
  const { staffSort: words } = textFor(locale, requestsText);
  const typed = (form.status === "success" && form.value.until) || "";
  const until = readSnooze(typed, now);
  if (typed && until === null) return invalid(form.reply({ fieldErrors: { until: [words.snoozeFault] } }));
  if (!snoozeRequest(clerk, request.id, until, now))
    return invalid(form.reply({ fieldErrors: { until: [words.snoozeClosed] } }));
  const said = until === null ? words.isBack : words.isSnoozed(formatFor(locale).date(until));
  setFlash(systemFor(args.context.portal), staff.session, said);
  return seeOther(paths.staffRequest(request.id));
}

export default function SnoozeRequest() {
  const { id, subject } = useLoaderData<typeof loader>();
  const { staffSort: words } = useText(requestsText);
  const [form, fields] = useFields<{ until: string }>("snooze", useActionData());
  return (
    <Page
      title={words.snoozeTitle}
      lead={words.snoozeWhy}
      back={{ to: paths.staffRequest(id), name: subject }}
      problems={<Problems form={form} />}
    >
      <form className="sheet" method="post" action={paths.snoozeRequest(id)} noValidate>
        <Field field={fields.until} label={words.until} type="date" />
        <SubmitButton>{words.snooze}</SubmitButton>
      </form>
    </Page>
  );
}
