import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { SettingsNav } from "../staff/views/settings-nav.tsx";
import { StepList } from "../orders/views/step-list.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { inWords, readForm, texts } from "../http/forms.ts";
import { invalid, notFound, seeOther } from "../http/respond.ts";
import { isTold, listAllSteps, stepKey } from "../orders/order-steps.ts";
import { readStepName } from "../orders/step-form.ts";
import { addPlannedStep } from "../orders/step-settings.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(({ staffSteps }) => staffSteps.title, ordersText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  const lists = listAllSteps(requireStaff(args));
  const told = lists.flatMap(({ steps }) => steps.map(({ key }) => key).filter((key) => isTold(stepKey(key))));
  return { lists, told };
}

export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const asked = new URL(args.request.url).searchParams.get("kind");
  const kind = listAllSteps(staff).find((list) => list.kind === asked)?.kind;
  if (!kind) throw notFound();
  const { staffSteps: words } = textFor(localeOf(args.request), ordersText);
  const form = await readForm(args.request, texts(["name"]));
  const { name, fault } = readStepName(form.status === "success" ? form.value.name : undefined);
  const outcome = fault ?? addPlannedStep(staff, kind, name, args.context.portal.now());
  if (outcome !== "added")
    return invalid({ kind, form: form.reply({ fieldErrors: inWords({ name: outcome }, words.faults) }) });
  setFlash(systemFor(args.context.portal), staff.session, words.added(name));
  return seeOther(paths.staffSteps());
}

type Answer = { kind: string; form: unknown } | undefined;

export default function StaffSteps() {
  const { lists, told } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as Answer;
  const { staffSteps: words } = useText(ordersText);
  const answerOf = (kind: string) => (answer?.kind === kind ? answer.form : null);
  const [order, orderFields] = useFields<{ name: string }>("order", answerOf("order"));
  const [project, projectFields] = useFields<{ name: string }>("project", answerOf("project"));
  const fields = { order: orderFields.name, project: projectFields.name };
  return (
    <Page
      title={words.title}
      lead={words.lead}
      problems={<Problems form={answer?.kind === "project" ? project : order} />}
      ask={{ lead: words.ask }}
    >
      <SettingsNav />
      {lists.map(({ kind, steps }) => (
        <StepList key={kind} kind={kind} steps={steps} told={told} field={fields[kind]} />
      ))}
    </Page>
  );
}
