import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyOrder } from "../orders/access.ts";
import { Hidden, Problems, useFields } from "../ui/form.tsx";
import type { OrderValues } from "../orders/order-form.ts";
import { OrderForm } from "../orders/views/order-form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { anyTexts, inWords, readForm } from "../http/forms.ts";
import { invalid, notFound, seeOther } from "../http/respond.ts";
import {
  checkOrder,
  fieldsInOrder,
  maxOrderFieldLength,
  moreRows,
  rowsIn,
  spareRows,
  typedFacts,
} from "../orders/order-form.ts";
import { orderFactsOf } from "../orders/order-facts.ts";
import { changeOrder } from "../orders/orders-by-staff.ts";
import type { OrderFacts } from "../orders/orders-write.ts";
import { paths } from "../paths.ts";
import { isoDay } from "../text/format.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(
  ({ staffOrderChanges }, data: Loaded<typeof loader>) => staffOrderChanges.editTitle(data?.reference ?? ""),
  ordersText,
);

export function loader(args: LoaderFunctionArgs) {
  const { order } = requireAnyOrder(args);
  const { id, reference, orgName, items, updatedAt } = order;
  const rows = items.length + spareRows;
  return { id, reference, orgName, values: typedFacts(orderFactsOf(order)), rows, seen: String(updatedAt) };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, anyTexts);
  const { staff, order, now } = requireAnyOrder(args);
  if (form.status !== "success") return invalid({ form: form.reply(), rows: spareRows, seen: null });
  const { more, seen = null, ...typed } = form.value;
  const rows = rowsIn(typed);
  if (more) return { form: form.reply(), rows: moreRows(rows), seen };
  const { staffOrderChanges: words } = textFor(localeOf(args.request), ordersText);
  const check = (before: OrderFacts) => checkOrder(typed, rows, before, isoDay(now));
  const change = changeOrder(staff, order.id, { seen, check }, now);
  if (!change) throw notFound();
  if (change.is === "faulty")
    return invalid({
      form: form.reply({ fieldErrors: inWords(change.faults, words.faults, maxOrderFieldLength) }),
      rows,
      seen,
    });
  if (change.is === "stale")
    return invalid({ form: form.reply({ formErrors: [words.changedMeanwhile] }), rows, seen: null });

  setFlash(systemFor(args.context.portal), staff.session, words.saved(order.reference));
  return seeOther(paths.staffOrder(order.id));
}

/** `seen` is the order's state that the form was opened on; null for the newest. */
type Answer = { form: unknown; rows: number; seen: string | null };

export default function EditOrder() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as Answer | undefined;
  const { staffOrderChanges: words } = useText(ordersText);
  const [form, fields] = useFields<OrderValues>("order", answer?.form, data.values);
  const rows = answer?.rows ?? data.rows;
  return (
    <Page
      title={words.editTitle(data.reference)}
      lead={words.forCustomer(data.orgName)}
      back={{ to: paths.staffOrder(data.id), name: data.reference }}
      problems={<Problems form={form} order={fieldsInOrder(rows)} />}
      ask={{ about: data.reference }}
    >
      <OrderForm to={paths.editOrder(data.id)} fields={fields} rows={rows} verb={words.save}>
        <Hidden name="seen" value={answer?.seen ?? data.seen} />
      </OrderForm>
    </Page>
  );
}
