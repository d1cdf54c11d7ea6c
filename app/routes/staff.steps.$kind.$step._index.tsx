import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requirePlannedStep } from "../orders/step-access.ts";
import { Field, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { inWords, readForm, texts } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { readStepName } from "../orders/step-form.ts";
import { renamePlannedStep } from "../orders/step-settings.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(
  ({ staffSteps }, data: Loaded<typeof loader>) => staffSteps.changeTitle(data?.step.name ?? ""),
  ordersText,
);

export function loader(args: LoaderFunctionArgs) {
  const { kind, step } = requirePlannedStep(args);
  return { kind, step };
}

export async function action(args: ActionFunctionArgs) {
  const { staff, kind, step, now } = requirePlannedStep(args);
  const { staffSteps: words } = textFor(localeOf(args.request), ordersText);
  const form = await readForm(args.request, texts(["name"]));
  const { name, fault } = readStepName(form.status === "success" ? form.value.name : undefined);
  const outcome = fault ?? renamePlannedStep(staff, kind, step.key, name, now);
  if (outcome !== "renamed") return invalid(form.reply({ fieldErrors: inWords({ name: outcome }, words.faults) }));
  setFlash(systemFor(args.context.portal), staff.session, words.renamed(name));
  return seeOther(paths.staffSteps());
}

export default function ChangeStep() {
  const { kind, step } = useLoaderData<typeof loader>();
  const { staffSteps: words } = useText(ordersText);
  const [form, fields] = useFields<{ name: string }>("step", useActionData(), { name: step.name });
  return (
    <Page
      title={words.changeTitle(step.name)}
      back={{ to: paths.staffSteps(), name: words.title }}
      problems={<Problems form={form} />}
      ask={{ lead: words.ask }}
    >
      <form className="sheet" method="post" action={paths.staffStep(kind, step.key)} noValidate>
        <Field field={fields.name} label={words.newName} autoComplete="off" />
        <SubmitButton>{words.save}</SubmitButton>
      </form>
      <div className="row">
        <a className="btn bare" href={paths.removeStep(kind, step.key)}>
          {words.removeLink}
        </a>
      </div>
    </Page>
  );
}
