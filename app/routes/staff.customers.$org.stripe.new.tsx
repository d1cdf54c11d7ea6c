import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireBilledCustomer } from "../billing/access.ts";
import { FindStripeCustomer } from "../staff/views/find-stripe-customer.tsx";
import { PostSheet } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm, texts } from "../http/forms.ts";
import { misfit, seeOther } from "../http/respond.ts";
import { findStripeCustomer } from "../staff/customer-page.ts";
import { paths } from "../paths.ts";
import { linkStripeCustomer } from "../billing/stripe/staff-links.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(
  ({ staffCustomer }, data: Loaded<typeof loader>) => staffCustomer.linkTitle(data?.organization.name ?? ""),
  staffText,
);

export function loader(args: LoaderFunctionArgs) {
  const { staff, organization } = requireBilledCustomer(args);
  const typed = new URL(args.request.url).searchParams.get("customer")?.trim().slice(0, 100) ?? null;
  return { organization, typed, found: typed ? findStripeCustomer(staff, typed) : null };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["customer", "typed"]));
  const { staff, organization, now } = requireBilledCustomer(args);
  const { customer: asked = "", typed } = form.status === "success" ? form.value : {};
  const found = findStripeCustomer(staff, asked.trim());
  // What was only typed is looked at first, unless it is plain.
  if (typed && found?.orgId !== null) throw seeOther(paths.linkCustomer(organization.id, asked));
  if (!found) throw misfit();
  requireSudo(args, paths.linkCustomer(organization.id, found.id));
  linkStripeCustomer(staff, found.id, organization.id, now);
  const { staffCustomer: words } = textFor(localeOf(args.request), staffText);
  setFlash(systemFor(args.context.portal), staff.session, words.linked(found.id, organization.name));
  return seeOther(paths.staffCustomer(organization.id));
}

export default function LinkStripeCustomer() {
  const { organization, typed, found } = useLoaderData<typeof loader>();
  const { staffCustomer: words } = useText(staffText);
  const { id, name } = organization;
  return (
    <Page
      title={words.linkTitle(name)}
      lead={words.linkLead}
      back={{ to: paths.staffCustomer(id), name }}
      ask={{ lead: words.ask }}
    >
      {found && found.orgId !== id ? (
        <PostSheet to={paths.linkCustomer(id)} fields={{ customer: found.id }} verb={words.linkIt(found.id)}>
          {words.found(found.name ?? found.email ?? found.id, found.orgName, words.invoices(found.invoices))}
        </PostSheet>
      ) : null}
      <FindStripeCustomer
        org={id}
        typed={typed}
        fault={typed === "" ? "idMissing" : typed && !found ? "unknown" : found?.orgId === id ? "isTheirs" : null}
      />
    </Page>
  );
}
