import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyOrder } from "../orders/access.ts";
import { Field, Hidden, PostSheet, Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { RemoveOrKeep } from "../ui/removal.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { inWords, readForm, texts } from "../http/forms.ts";
import { invalid, misfit, seeOther } from "../http/respond.ts";
import { cancelOrder, reopenOrder } from "../orders/orders-by-staff.ts";
import { readReason } from "../orders/step-form.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(
  ({ staffOrderChanges: words }, data: Loaded<typeof loader>) =>
    data?.cancelled ? words.reopenTitle(data.reference) : words.cancelTitle(data?.reference ?? ""),
  ordersText,
);

export function loader(args: LoaderFunctionArgs) {
  const { order } = requireAnyOrder(args);
  const { id, reference, cancelled, orgName } = order;
  return { id, reference, cancelled, orgName };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["cancelled", "reason"]));
  const { staff, order, now } = requireAnyOrder(args);
  const typed = form.status === "success" ? form.value : {};
  const { staffOrderChanges: words } = textFor(localeOf(args.request), ordersText);
  const say = (said: string) => setFlash(systemFor(args.context.portal), staff.session, said);
  if (typed.cancelled === "yes") {
    const { reason, fault } = readReason(typed.reason);
    if (fault) return invalid(form.reply({ fieldErrors: inWords({ reason: fault }, words.reasonFaults) }));
    cancelOrder(staff, order.id, reason, now);
    say(words.cancelled(order.reference));
  } else if (typed.cancelled === "no") {
    reopenOrder(staff, order.id, now);
    say(words.reopened(order.reference));
  } else throw misfit();
  return seeOther(paths.staffOrder(order.id));
}

export default function CancelOrder() {
  const { id, reference, cancelled, orgName } = useLoaderData<typeof loader>();
  const { staffOrderChanges: words } = useText(ordersText);
  const [form, { reason }] = useFields<{ reason: string }>("cancel", useActionData());
  return (
    <Page
      title={cancelled ? words.reopenTitle(reference) : words.cancelTitle(reference)}
      back={{ to: paths.staffOrder(id), name: reference }}
      problems={<Problems form={form} />}
      ask={{ about: reference }}
    >
      {cancelled ? (
        <PostSheet to={paths.cancelOrder(id)} fields={{ cancelled: "no" }} verb={words.reopen}>
          {words.reopenText(orgName)}
        </PostSheet>
      ) : (
        <form className="sheet" method="post" action={paths.cancelOrder(id)} noValidate>
          <p>{words.cancelText(orgName)}</p>
          <Field field={reason} label={words.reason} hint={words.reasonHint} lines={2} className="short" optional />
          <Hidden name="cancelled" value="yes" />
          <RemoveOrKeep verb={words.cancel} keepTo={paths.staffOrder(id)} keep={words.keep} />
        </form>
      )}
    </Page>
  );
}
