import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { ChooseCustomer } from "../staff/views/choose-customer.tsx";
import { Field, Hidden, Problems, useFields } from "../ui/form.tsx";
import type { OrderValues } from "../orders/order-form.ts";
import { OrderForm } from "../orders/views/order-form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { anyTexts, inWords, readForm } from "../http/forms.ts";
import { invalid, misfit, seeOther } from "../http/respond.ts";
import { once } from "../forms/once.ts";
import {
  checkOrder,
  fieldsInOrder,
  maxOrderFieldLength,
  moreRows,
  rowsIn,
  spareRows,
  type OrderFaults,
} from "../orders/order-form.ts";
import { makeOrder } from "../orders/orders-by-staff.ts";
import { findOrganization, searchOrganizations } from "../people/organization-search.ts";
import { readSearch } from "../search/search-text.ts";
import { paths } from "../paths.ts";
import { isoDay } from "../text/format.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(({ staffOrderChanges }) => staffOrderChanges.newTitle, ordersText);

function customerOf(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const query = new URL(args.request.url).searchParams;
  return { staff, now: args.context.portal.now(), query, customer: findOrganization(staff, query.get("customer")) };
}

export function loader(args: LoaderFunctionArgs) {
  const { staff, now, query, customer } = customerOf(args);
  const q = readSearch(query.get("q"));
  const values = { kind: "order", start: "first", placedOn: isoDay(now), once: randomUUID() };
  return { q, customer, found: customer ? [] : searchOrganizations(staff, q), values };
}

export async function action(args: ActionFunctionArgs) {
  const { staff, now, customer } = customerOf(args);
  if (!customer) throw misfit();
  const form = await readForm(args.request, anyTexts);
  if (form.status !== "success") return invalid({ form: form.reply(), rows: spareRows });
  const { once: key = randomUUID(), more, start, ...typed } = form.value;
  const rows = rowsIn(typed);
  if (more) return { form: form.reply(), rows: moreRows(rows) };
  const { staffOrderChanges: words } = textFor(localeOf(args.request), ordersText);
  const refused = (faults: OrderFaults) =>
    invalid({ form: form.reply({ fieldErrors: inWords(faults, words.faults, maxOrderFieldLength) }), rows });
  const { reference, facts, faults } = checkOrder(typed, rows, null, isoDay(now));
  if (Object.keys(faults).length) return refused(faults);

  const system = systemFor(args.context.portal);
  const act = () => {
    const wanted = { orgId: customer.id, reference, facts };
    const id = makeOrder(staff, wanted, { atFirstStep: start !== "none" }, now);
    return id ? paths.staffOrder(id) : "";
  };
  const location = once(system, key, { customer: customer.id, reference, facts, start }, act, now);
  if (!location) return refused({ reference: "taken" });
  setFlash(system, staff.session, words.made(reference));
  return seeOther(location);
}

export default function NewOrder() {
  const { q, customer, found, values } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as { form: unknown; rows: number } | undefined;
  const { staffOrderChanges: words, staffOrders } = useText(ordersText);
  const [form, fields] = useFields<OrderValues>("order", answer?.form, values);
  const rows = answer?.rows ?? spareRows;
  return (
    <Page
      title={words.newTitle}
      lead={customer ? words.forCustomer(customer.name) : undefined}
      back={
        customer
          ? { to: paths.newOrder(), name: words.otherCustomer }
          : { to: paths.staffOrders(), name: staffOrders.back }
      }
      problems={<Problems form={form} order={fieldsInOrder(rows)} />}
      ask={{ lead: staffOrders.ask }}
    >
      {customer ? (
        <OrderForm to={paths.newOrder({ customer: customer.id })} fields={fields} rows={rows} verb={words.make} isNew>
          <Field
            field={fields.reference}
            label={words.reference}
            hint={words.referenceHint}
            autoComplete="off"
            spellCheck={false}
          />
          <Hidden name="once" value={fields.once.initialValue} />
        </OrderForm>
      ) : (
        <ChooseCustomer to={paths.newOrder()} q={q} found={found} lead={(one) => paths.newOrder({ customer: one })} />
      )}
    </Page>
  );
}
