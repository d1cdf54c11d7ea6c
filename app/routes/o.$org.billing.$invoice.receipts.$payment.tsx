import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireMember } from "../sign-in/handles.ts";
import { BilledTo, Seller, DescriptionList } from "../billing/views/invoice-facts.tsx";
import { HeroAmount } from "../ui/hero-amount.tsx";
import { Page } from "../ui/page.tsx";
import { Refunds } from "../billing/views/refunds.tsx";
import { Time } from "../ui/time.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useFormat, useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { findReceipt } from "../billing/invoice.ts";
import { outside } from "../billing/payments.ts";
import { isPrintable } from "../billing/documents/printable.ts";
import { paths } from "../paths.ts";
import { billingText } from "../billing/text.ts";
import { portalText } from "../text/portal.ts";

export const meta = titled(
  ({ receipt }, data: Loaded<typeof loader>) => receipt.title(data?.invoice.number ?? null),
  billingText,
);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const { invoice, payment } = args.params;
  const found = findReceipt(member, invoice!, payment!, args.context.portal.now());
  if (!found) throw notFound();
  return { org: member.orgId, orgName: member.orgName, ...found };
}

export default function Receipt() {
  const { org, orgName, invoice, payment } = useLoaderData<typeof loader>();
  const { billing, invoice: text, receipt, shell } = useText(billingText, portalText);
  const { money } = useFormat();
  const { number, currency } = invoice;
  const page = paths.invoice(org, invoice.id);
  const hasPdf = isPrintable(invoice.papers);
  return (
    <Page
      title={receipt.title(number)}
      back={{ to: page, name: billing.invoice(number) }}
      ask={{
        lead: receipt.ask,
        name: shell.askAboutThis,
        about: receipt.about(number),
        thing: { kind: "invoice", id: invoice.id },
      }}
    >
      <section className="sheet">
        <div className="head">
          <span className="quiet">{receipt.paid}</span>
          <HeroAmount>{money(payment.amount, currency)}</HeroAmount>
        </div>
        <DescriptionList
          facts={[
            [receipt.paidOn, payment.paidAt ? <Time at={payment.paidAt} /> : null],
            [receipt.paidWith, payment.method ?? (payment.isOutside ? text.paidOutside : null)],
            [receipt.paidTo, <Seller />],
            [receipt.paidBy, <BilledTo invoice={invoice} fallback={orgName} />],
            [text.taxId, invoice.papers.billedTo.taxIds.join(", ")],
            [receipt.forInvoice, <a href={page}>{billing.invoice(number)}</a>],
            [receipt.invoiceTotal, money(invoice.total, currency)],
            [receipt.left, invoice.payable ? money(invoice.amountRemaining, currency) : null],
            [receipt.reference, payment.id === outside ? null : payment.id],
          ]}
        />
      </section>
      {payment.refunds.length || payment.amountRefunded ? (
        <section className="sheet" aria-labelledby="refunds">
          <h2 id="refunds">{receipt.refunds}</h2>
          <Refunds payment={payment} invoice={invoice} />
          <DescriptionList facts={[[receipt.kept, money(payment.amount - payment.amountRefunded, currency)]]} />
        </section>
      ) : null}
      {hasPdf ? null : <p className="quiet hint">{receipt.keep}</p>}
      {hasPdf || payment.receiptUrl ? (
        <div className="row">
          {hasPdf ? (
            <a className="btn second" href={paths.receiptPdf(org, invoice.id, payment.id)}>
              {receipt.pdf}
            </a>
          ) : null}
          {payment.receiptUrl ? (
            <a className="btn bare" href={payment.receiptUrl}>
              {receipt.byStripe}
            </a>
          ) : null}
        </div>
      ) : null}
    </Page>
  );
}
