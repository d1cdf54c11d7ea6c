import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyOrder } from "../orders/access.ts";
import { ChooseCustomer } from "../staff/views/choose-customer.tsx";
import { PostSheet } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm, texts } from "../http/forms.ts";
import { misfit, seeOther } from "../http/respond.ts";
import { moveOrder } from "../orders/orders-by-staff.ts";
import { findOrganization, searchOrganizations } from "../people/organization-search.ts";
import { readSearch } from "../search/search-text.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(
  ({ staffOrderChanges: words }, data: Loaded<typeof loader>) => words.moveTitle(data?.reference ?? ""),
  ordersText,
);

export function loader(args: LoaderFunctionArgs) {
  const { staff, order } = requireAnyOrder(args);
  const query = new URL(args.request.url).searchParams;
  const q = readSearch(query.get("q"));
  const chosen = findOrganization(staff, query.get("customer"));
  const customer = chosen?.id === order.orgId ? null : chosen;
  const found = customer ? [] : searchOrganizations(staff, q).filter(({ id }) => id !== order.orgId);
  return { id: order.id, reference: order.reference, orgName: order.orgName, q, customer, found };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["customer"]));
  const { staff, order, now } = requireAnyOrder(args);
  const to = findOrganization(staff, form.status === "success" ? (form.value.customer ?? null) : null);
  if (!to) throw misfit();
  moveOrder(staff, order.id, to.id, now);
  const { staffOrderChanges: words } = textFor(localeOf(args.request), ordersText);
  setFlash(systemFor(args.context.portal), staff.session, words.moved(order.reference, to.name));
  return seeOther(paths.staffOrder(order.id));
}

export default function MoveOrder() {
  const { id, reference, orgName, q, customer, found } = useLoaderData<typeof loader>();
  const { staffOrderChanges: words } = useText(ordersText);
  return (
    <Page
      title={words.moveTitle(reference)}
      back={{ to: paths.staffOrder(id), name: reference }}
      ask={{ about: reference }}
    >
      {customer ? (
        <PostSheet to={paths.moveOrder(id)} fields={{ customer: customer.id }} verb={words.move}>
          {words.moveText(orgName, customer.name)}
        </PostSheet>
      ) : (
        <ChooseCustomer
          to={paths.moveOrder(id)}
          q={q}
          found={found}
          lead={(one) => paths.moveOrder(id, { customer: one })}
        />
      )}
    </Page>
  );
}
