import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requirePlannedStep } from "../orders/step-access.ts";
import { readForm, texts } from "../http/forms.ts";
import { misfit, seeOther } from "../http/respond.ts";
import { movePlannedStep } from "../orders/step-settings.ts";
import { paths } from "../paths.ts";

export function loader(args: LoaderFunctionArgs) {
  requirePlannedStep(args);
  throw seeOther(paths.staffSteps());
}

export async function action(args: ActionFunctionArgs) {
  const { staff, kind, step, now } = requirePlannedStep(args);
  const form = await readForm(args.request, texts(["to"]));
  const to = form.status === "success" ? form.value.to : undefined;
  if (to !== "up" && to !== "down") throw misfit();
  movePlannedStep(staff, kind, step.key, to === "up" ? -1 : 1, now);
  return seeOther(paths.staffSteps());
}
