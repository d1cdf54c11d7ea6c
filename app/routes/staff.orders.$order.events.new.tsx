import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyOrder } from "../orders/access.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { StepForm, type StepValues } from "../orders/views/step-form.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readFilesForm } from "../requests/form-files.ts";
import { releaseWaiting } from "../requests/message-files.ts";
import { inWords, texts, typedIn } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { once } from "../forms/once.ts";
import { waitingStep } from "../orders/order-steps.ts";
import { measured } from "../orders/step-files.ts";
import { addStep } from "../orders/orders-by-staff.ts";
import { listParcels } from "../orders/order-parcels.ts";
import { stepsAfter } from "../orders/planned-steps.ts";
import { checkStep, momentField, maxStepFieldLength, stepFields } from "../orders/step-form.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(
  ({ staffOrders }, data: Loaded<typeof loader>) =>
    data?.isWaiting ? staffOrders.askTitle(data.reference) : staffOrders.eventTitle(data?.reference ?? ""),
  ordersText,
);

const maxParcelsNamed = 20;

const stepAsked = ({ request }: LoaderFunctionArgs) => new URL(request.url).searchParams.get("step");

export function loader(args: LoaderFunctionArgs) {
  const { now, order } = requireAnyOrder(args);
  const asked = stepAsked(args);
  const { id, reference, kind, plan, events, needs } = order;
  const isWaiting = asked === waitingStep;
  const chosen = plan.find(({ key }) => key === asked) ?? stepsAfter(plan, events)[0] ?? plan.at(-1) ?? null;
  const moment = momentField(now);
  const step = isWaiting ? waitingStep : (chosen?.key ?? null);
  const values = { step, occurredAt: moment, shown: moment, once: randomUUID() };
  const parcels = listParcels(order).map((parcel) => parcel.id);
  return { id, reference, kind, plan, isWaiting, needs, asked, values, parcels: parcels.slice(0, maxParcelsNamed) };
}

export async function action(args: ActionFunctionArgs) {
  const { staff, now, order } = requireAnyOrder(args);
  const { portal } = args.context;
  const files = await readFilesForm(args, staff, staff.email, texts([...stepFields, "shown", "once"]));
  const { form } = files;
  const text = textFor(localeOf(args.request), ordersText);
  if (form.status !== "success") return files.answer();
  const typed = typedIn(form.value, stepFields);
  const { once: key = randomUUID(), shown = null } = form.value;
  const steps = order.plan.map((step) => step.key);
  const checked = checkStep(typed, { shownMoment: shown, steps, eventId: `staff-${key}`, now });
  if ("faults" in checked)
    return files.answer({ fieldErrors: inWords(checked.faults, text.staffOrders.faults, maxStepFieldLength) });
  if (!files.isGood) return files.answer();

  const { event } = checked;
  const attached = await measured(portal.config, files.waiting);
  const act = () => {
    addStep(staff, order.id, event, now, attached);
    releaseWaiting(staff, files.draft);
    return paths.staffOrder(order.id);
  };
  const system = systemFor(portal);
  const location = once(system, key, { order: order.id, typed, files: files.content }, act, now);
  const name = order.plan.find((step) => step.key === event.step)?.name ?? event.step;
  const { staffOrders } = text;
  const said = event.needs ? staffOrders.asked(order.reference) : staffOrders.stepSaved(name, order.reference);
  setFlash(system, staff.session, said);
  return seeOther(location);
}

export default function NewStep() {
  const { id, reference, asked, values, ...step } = useLoaderData<typeof loader>();
  const { isWaiting } = step;
  const { staffOrders } = useText(ordersText);
  const posted = useActionData();
  const [form, fields] = useFields<StepValues>("step", posted, values);
  return (
    <Page
      title={isWaiting ? staffOrders.askTitle(reference) : staffOrders.eventTitle(reference)}
      back={{ to: paths.staffOrder(id), name: reference }}
      problems={<Problems form={form} order={[...stepFields, "files"]} />}
      ask={{ about: reference }}
    >
      <StepForm to={paths.newOrderEvent(id, asked)} fields={fields} answer={posted} {...step} />
    </Page>
  );
}
