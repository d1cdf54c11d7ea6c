import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requirePlannedStep } from "../orders/step-access.ts";
import { Page } from "../ui/page.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { seeOther } from "../http/respond.ts";
import { removePlannedStep } from "../orders/step-settings.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(
  ({ staffSteps }, data: Loaded<typeof loader>) => staffSteps.removeTitle(data?.step.name ?? ""),
  ordersText,
);

export function loader(args: LoaderFunctionArgs) {
  const { kind, step } = requirePlannedStep(args);
  return { kind, step };
}

export function action(args: ActionFunctionArgs) {
  const { staff, kind, step, now } = requirePlannedStep(args);
  const { staffSteps: words } = textFor(localeOf(args.request), ordersText);
  const outcome = removePlannedStep(staff, kind, step.key, now);
  const said = outcome === "removed" ? words.removed(step.name) : words.isLast;
  setFlash(systemFor(args.context.portal), staff.session, said);
  return seeOther(paths.staffSteps());
}

export default function RemoveStep() {
  const { kind, step } = useLoaderData<typeof loader>();
  const { staffSteps: words } = useText(ordersText);
  return (
    <Page
      title={words.removeTitle(step.name)}
      back={{ to: paths.staffSteps(), name: words.title }}
      ask={{ lead: words.ask }}
    >
      <RemovalSheet to={paths.removeStep(kind, step.key)} keepTo={paths.staffSteps()} verb={words.remove}>
        {words.removeText}
      </RemovalSheet>
    </Page>
  );
}
