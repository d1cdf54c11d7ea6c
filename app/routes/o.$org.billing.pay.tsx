import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireMember } from "../sign-in/handles.ts";
import { Checked, PayInTurn } from "../billing/views/pay-all.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { readForm } from "../http/forms.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { askLimit, memberAsking } from "../billing/ask-limit.ts";
import { freshPaymentUrl } from "../billing/documents/interactive.ts";
import { hasInvoice } from "../billing/invoices.ts";
import { findChecked, listToPay } from "../billing/pay-all.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

export const meta = titled(({ payAll }) => payAll.title, billingText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.pay");
  const now = args.context.portal.now();
  const query = new URL(args.request.url).searchParams;
  return {
    org: member.orgId,
    checked: findChecked(member, query.get("checked"), now),
    toPay: listToPay(member, query.get("currency"), now),
  };
}

const schema = z.object({ invoice: z.string(), currency: z.string() });

/** Asks Stripe what became of an invoice, so that the page that follows says what Stripe says. */
export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "billing");
  const { portal } = args.context;
  const member = requireMember(args, "billing.pay");
  const form = await readForm(args.request, schema);
  if (form.status !== "success" || !hasInvoice(member, form.value.invoice)) throw notFound();
  const { invoice, currency } = form.value;
  const { billing } = textFor(localeOf(args.request), billingText);
  const back = { to: paths.payAll(member.orgId, { currency }), name: billing.backToBilling };
  await freshPaymentUrl(portal, member, invoice, askLimit(portal, memberAsking(member), back));
  portal.nudge();
  return seeOther(paths.payAll(member.orgId, { currency, checked: invoice }));
}

export default function PayAllInvoices() {
  const { org, checked, toPay } = useLoaderData<typeof loader>();
  const { billing, payAll } = useText(billingText);
  return (
    <Page title={payAll.title} back={{ to: paths.billing(org), name: billing.title }} ask={{ lead: billing.askList }}>
      {checked ? <Checked org={org} checked={checked} isLast={!toPay.invoices.length} /> : null}
      <PayInTurn org={org} toPay={toPay} isAfter={!!checked} />
    </Page>
  );
}
