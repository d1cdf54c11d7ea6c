import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireBilledCustomer } from "../billing/access.ts";
import { Page } from "../ui/page.tsx";
import { RemovalSheet } from "../ui/removal.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { findStripeCustomer } from "../staff/customer-page.ts";
import { paths } from "../paths.ts";
import { unlinkStripeCustomer } from "../billing/stripe/staff-links.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(
  ({ staffCustomer }, data: Loaded<typeof loader>) => staffCustomer.unlinkTitle(data?.found.id ?? ""),
  staffText,
);

/** Throws 404 where the Stripe customer is not that organization's, or not any more. */
function theirs(args: LoaderFunctionArgs) {
  const { staff, organization, now } = requireBilledCustomer(args);
  const found = findStripeCustomer(staff, args.params.customer!);
  if (found?.orgId !== organization.id) throw notFound();
  return { staff, organization, found, now };
}

export function loader(args: LoaderFunctionArgs) {
  const { organization, found } = theirs(args);
  return { organization, found };
}

export function action(args: ActionFunctionArgs) {
  const { staff, organization, found, now } = theirs(args);
  requireSudo(args);
  unlinkStripeCustomer(staff, found.id, now);
  const { staffCustomer: words } = textFor(localeOf(args.request), staffText);
  setFlash(systemFor(args.context.portal), staff.session, words.unlinked(found.id, organization.name));
  return seeOther(paths.staffCustomer(organization.id));
}

export default function UnlinkStripeCustomer() {
  const { organization, found } = useLoaderData<typeof loader>();
  const { staffCustomer: words } = useText(staffText);
  const { id, name } = organization;
  return (
    <Page title={words.unlinkTitle(found.id)} back={{ to: paths.staffCustomer(id), name }} ask={{ lead: words.ask }}>
      <RemovalSheet to={paths.unlinkCustomer(id, found.id)} keepTo={paths.staffCustomer(id)} verb={words.unlink}>
        {words.unlinkText(found.id, name, words.invoices(found.invoices))}
      </RemovalSheet>
    </Page>
  );
}
