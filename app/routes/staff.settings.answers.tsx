import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireDesk } from "../requests/desk-access.ts";
import { AnswerTimesForm } from "../requests/views/answer-times-form.tsx";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { SettingsNav } from "../staff/views/settings-nav.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { inWords, readForm, texts, typedIn } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { answerFields, readAnswerTimes, typedTimes, weekDays } from "../requests/answer-times-form.ts";
import { answerBy, findAnswerTimes, saveAnswerTimes } from "../requests/answer-times.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(({ staffAnswers }) => staffAnswers.title, requestsText);

export function loader(args: LoaderFunctionArgs) {
  const { staff, now } = requireDesk(args);
  const times = findAnswerTimes(staff);
  return { days: weekDays, typed: typedTimes(times), answerBy: answerBy(times, now) };
}

export async function action(args: ActionFunctionArgs) {
  const { staff, now } = requireDesk(args);
  const { staffAnswers: words } = textFor(localeOf(args.request), requestsText);
  const form = await readForm(args.request, texts(answerFields));
  const read = readAnswerTimes(typedIn(form.status === "success" ? form.value : {}, answerFields));
  if ("faults" in read) return invalid(form.reply({ fieldErrors: inWords(read.faults, words.faults) }));
  saveAnswerTimes(staff, read.times, now);
  setFlash(systemFor(args.context.portal), staff.session, words.saved);
  return seeOther(paths.staffAnswers());
}

export default function StaffAnswers() {
  const { days, typed, answerBy } = useLoaderData<typeof loader>();
  const { staffAnswers: words } = useText(requestsText);
  const [form, fields] = useFields<Record<string, string>>("answers", useActionData(), typed);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      problems={<Problems form={form} order={["days", "to", "hours"]} />}
      ask={null}
    >
      <SettingsNav />
      <AnswerTimesForm fields={fields} days={days} answerBy={answerBy} />
    </Page>
  );
}
