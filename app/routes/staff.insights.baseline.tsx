import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requestJobs } from "#db/schema/requests.ts";
import { readForm, texts, typedIn } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { askedText } from "../insights/text/asked.ts";
import { readBaselines } from "../insights/baseline-form.ts";
import { findBaselines, saveBaselines } from "../insights/baselines.ts";
import { insightsText } from "../insights/text.ts";
import { AskedNav } from "../insights/views/asked-nav.tsx";
import { BaselineForm } from "../insights/views/baseline-form.tsx";
import { paths } from "../paths.ts";
import { requireDesk } from "../requests/desk-access.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ baseline }) => baseline.title, askedText);

export function loader(args: LoaderFunctionArgs) {
  const { staff } = requireDesk(args);
  return { said: [...findBaselines(staff).values()] };
}

export async function action(args: ActionFunctionArgs) {
  const { staff, now } = requireDesk(args);
  const { baseline: words, asked } = textFor(localeOf(args.request), askedText);
  const form = await readForm(args.request, texts([...requestJobs]));
  const read = readBaselines(typedIn(form.status === "success" ? form.value : {}, [...requestJobs]));
  if ("faults" in read) {
    const fieldErrors = Object.fromEntries(
      read.faults.map(({ job, fault }) => [job, [words.faults[fault](asked.names[job])]]),
    );
    return invalid(form.reply({ fieldErrors }));
  }
  saveBaselines(staff, read.said, now);
  const isEmpty = requestJobs.every((job) => read.said[job] === null);
  setFlash(systemFor(args.context.portal), staff.session, isEmpty ? words.removed : words.saved);
  return seeOther(paths.staffBaseline());
}

export default function Baseline() {
  const { said } = useLoaderData<typeof loader>();
  const { baseline: words, insights } = useText(askedText, insightsText);
  const typed = Object.fromEntries(said.map(({ job, perWeek }) => [job, String(perWeek)]));
  const [form, fields] = useFields<Record<string, string>>("before", useActionData(), typed);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      back={{ to: paths.insights(), name: insights.title }}
      problems={<Problems form={form} order={requestJobs} />}
    >
      <AskedNav />
      <BaselineForm fields={fields} said={said} />
    </Page>
  );
}
