import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { can } from "../can.ts";
import { requireMember } from "../sign-in/handles.ts";
import { listForwarded } from "../sign-in/item-links.ts";
import { askedAbout } from "../requests/access.ts";
import { AskedAbout } from "../requests/views/asked-about.tsx";
import { AsOf } from "../billing/views/billing-standing.tsx";
import { ForwardedTo } from "../billing/views/forwarded-to.tsx";
import { InvoiceSheets } from "../billing/views/invoice.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { bankTransfer } from "../billing/bank-transfer.ts";
import { billingStanding } from "../billing/billing-standing.ts";
import { findInvoiceSheets } from "../billing/invoice.ts";
import { findCreditTrail } from "../billing/ledger/credit-trail.ts";
import { paths } from "../paths.ts";
import { billingText } from "../billing/text.ts";
import { portalText } from "../text/portal.ts";

export const meta = titled(
  ({ billing }, data: Loaded<typeof loader>) => billing.invoice(data?.invoice.number ?? null),
  billingText,
);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const mayPay = can(member.role, "billing.pay");
  const now = args.context.portal.now();
  const allLines = new URL(args.request.url).searchParams.get("lines") === "all";
  const invoice = findInvoiceSheets(member, args.params.invoice!, now, { allLines });
  if (!invoice) throw notFound();
  const asked = askedAbout(args, member, "invoice", invoice.id);
  const { away } = billingStanding(member, args.context.portal, []);
  return {
    org: member.orgId,
    invoice,
    trail: findCreditTrail(member, invoice),
    asked,
    away,
    transfer: bankTransfer(args.context.portal.config.bank, [invoice]),
    mayPay,
    forwarded: mayPay ? listForwarded(member, invoice.id, now) : [],
  };
}

export default function Invoice() {
  const { org, invoice, trail, asked, away, transfer, mayPay, forwarded } = useLoaderData<typeof loader>();
  const { billing, shell } = useText(billingText, portalText);
  const urls = {
    pdf: paths.invoicePdf(org, invoice.id),
    pay: mayPay ? paths.payInvoice(org, invoice.id) : null,
    forward: mayPay ? paths.forwardInvoice(org, invoice.id) : null,
    subscription: paths.subscriptions(org),
    calendar: paths.invoiceCalendar(org, invoice.id),
    allLines: paths.invoiceLines(org, invoice.id),
    receipt: (payment: string) => paths.receipt(org, invoice.id, payment),
    receiptPdf: (payment: string) => paths.receiptPdf(org, invoice.id, payment),
    invoice: (id: string) => paths.invoice(org, id),
    creditNotePdf: (note: string) => paths.creditNotePdf(org, invoice.id, note),
  };
  return (
    <Page
      title={billing.invoice(invoice.number)}
      back={{ to: paths.billing(org), name: billing.title }}
      ask={{
        lead: billing.ask,
        name: shell.askAboutThis,
        about: billing.about(invoice.number),
        thing: { kind: "invoice", id: invoice.id },
      }}
    >
      <AsOf away={away} />
      <InvoiceSheets invoice={invoice} urls={urls} transfer={transfer} trail={trail} />
      <ForwardedTo emails={forwarded} to={paths.endForward(org, invoice.id)} />
      <AskedAbout asked={asked} to={(id) => paths.request(org, id)} all={paths.requests(org, { state: "open" })} />
    </Page>
  );
}
