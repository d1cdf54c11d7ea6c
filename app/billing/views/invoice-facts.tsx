import { Fragment, type ReactNode } from "react";
import type { Invoice, InvoiceDetail } from "../invoice.ts";
import { Time } from "../../ui/time.tsx";
import { useFormat, useShell, useText } from "../../ui/use.ts";
import { portalText } from "../../text/portal.ts";
import { billingText } from "../text.ts";

/** Names and what they hold; what holds nothing is left out. */
export function DescriptionList({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value], place) =>
        value ? (
          <Fragment key={place}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ) : null,
      )}
    </dl>
  );
}

/** Who an invoice is for: name and address, each on a line of its own; else the `fallback`. */
export function BilledTo({ invoice, fallback = null }: { invoice: Pick<Invoice, "papers">; fallback?: ReactNode }) {
  const format = useFormat();
  const { name, address, country } = invoice.papers.billedTo;
  const lines = [name ?? fallback, ...address, country && format.country(country)].filter(Boolean);
  return lines.map((line, place) => (
    <div key={place} className="under">
      {line}
    </div>
  ));
}

/** Who sells, as the company's papers name it. */
export function Seller() {
  const company = useShell()?.company;
  const { shell } = useText(portalText);
  const lines = company ? [company.name, ...company.address, company.vatId && shell.vatId(company.vatId)] : [];
  return lines.filter(Boolean).map((line, place) => (
    <div key={place} className="under">
      {line}
    </div>
  ));
}

/** An invoice's particulars, as an accountant looks for them. */
export function InvoiceFacts({ invoice, subscription }: { invoice: InvoiceDetail; subscription: string | undefined }) {
  const { billing, invoice: text } = useText(billingText);
  const { papers } = invoice;
  const name = invoice.subscription && text.subscriptionTo(invoice.subscription.products);
  return (
    <section className="sheet" aria-labelledby="details">
      <h2 id="details">{billing.details}</h2>
      <DescriptionList
        facts={[
          [billing.number, invoice.number],
          [billing.issued, <Time at={invoice.issuedAt} />],
          [billing.due, invoice.dueAt ? <Time at={invoice.dueAt} /> : null],
          [text.subscription, name && subscription ? <a href={subscription}>{name}</a> : name],
          ...papers.customFields.map((field) => [field.name, field.value] as const),
          [billing.from, <Seller />],
          [billing.billedTo, papers.billedTo.name ? <BilledTo invoice={invoice} /> : null],
          [text.taxId, papers.billedTo.taxIds.join(", ")],
          [billing.note, invoice.description],
        ]}
      />
    </section>
  );
}
