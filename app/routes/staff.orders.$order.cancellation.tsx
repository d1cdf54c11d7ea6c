import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { systemFor } from "../auth/handles.ts";
import { setFlash } from "../auth/sessions.ts";
import { requireAnyOrder } from "../auth/staff-order.ts";
import { PostSheet } from "../components/form.tsx";
import { Page } from "../components/page.tsx";
import { titled } from "../components/title.ts";
import { useText } from "../components/use.ts";
import { readForm, texts } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { cancelOrder } from "../models/orders-by-staff.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/text.ts";

export const meta = titled<typeof loader>(({ staffOrderChanges: words }, data) =>
  data?.cancelled ? words.reopenTitle(data.reference) : words.cancelTitle(data?.reference ?? ""),
);

export function loader(args: LoaderFunctionArgs) {
  const { order } = requireAnyOrder(args);
  const { id, reference, cancelled, orgName } = order;
  return { id, reference, cancelled, orgName };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["cancelled"]));
  const { staff, order, now } = requireAnyOrder(args);
  const wanted = form.status === "success" ? form.value.cancelled : undefined;
  const { staffOrderChanges: words } = textFor(localeOf(args.request));
  if (wanted === "yes" || wanted === "no") {
    cancelOrder(staff, order.id, wanted === "yes", now);
    const said = wanted === "yes" ? words.cancelled(order.reference) : words.reopened(order.reference);
    setFlash(systemFor(args.context.portal), staff.session, said);
  }
  return seeOther(paths.staffOrder(order.id));
}

export default function CancelOrder() {
  const { id, reference, cancelled, orgName } = useLoaderData<typeof loader>();
  const { staffOrderChanges: words } = useText();
  return (
    <Page
      title={cancelled ? words.reopenTitle(reference) : words.cancelTitle(reference)}
      back={{ to: paths.staffOrder(id), name: reference }}
      ask={{ about: reference }}
    >
      <PostSheet
        to={paths.cancelOrder(id)}
        fields={{ cancelled: cancelled ? "no" : "yes" }}
        verb={cancelled ? words.reopen : words.cancel}
      >
        {cancelled ? words.reopenText(orgName) : words.cancelText(orgName)}
      </PostSheet>
    </Page>
  );
}
