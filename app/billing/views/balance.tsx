import type { BankTransfer } from "../bank-transfer.ts";
import type { BillingOverview } from "../billing-overview.ts";
import type { InvoiceSummary } from "../invoices.ts";
import { paths } from "../../paths.ts";
import { fileSize } from "../../ui/file-size.ts";
import { HeroAmount } from "../../ui/hero-amount.tsx";
import { TransferDetails } from "./bank-transfer.tsx";
import { PayAll } from "./pay-all.tsx";
import { PayButton } from "./pay-button.tsx";
import { InvoiceSentence } from "./invoice-sentence.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

type Props = { org: string; overview: BillingOverview; mayPay: boolean; transfer: BankTransfer | null };

/** What is open in all, with the way to pay it, and what the customer has on account; nothing where there is neither. */
export function Balance({ org, overview: { totals, open, account }, mayPay, transfer }: Props) {
  const { billing, billingList } = useText(billingText);
  const { money } = useFormat();
  if (!open.length) return <OnAccount balances={account.balances} />;
  const [first, ...rest] = open;
  const sum = totals.open.map(({ amount, currency }) => money(amount, currency)).join(" + ");
  return (
    <section className="sheet needs" aria-labelledby="open">
      <div className="between">
        <div className="head tight">
          <h2 id="open">
            {totals.openCount > open.length ? (
              <a href={paths.billing(org, { status: "open" })}>{billingList.first(open.length, totals.openCount)}</a>
            ) : (
              billingList.toPay
            )}
          </h2>
          {first && !rest.length ? (
            <p>
              <InvoiceSentence invoice={first} mayPay={mayPay} />
            </p>
          ) : null}
        </div>
        <HeroAmount>{sum}</HeroAmount>
      </div>
      {first && !rest.length ? (
        <div className="row fill">
          {mayPay ? <Pay org={org} invoice={first} /> : null}
          <InvoicePdfButton org={org} invoice={first} />
        </div>
      ) : (
        <ul className="plain">
          {open.map((invoice) => (
            <li key={invoice.id} className="between open">
              <a href={paths.invoice(org, invoice.id)}>
                <span>
                  <InvoiceSentence invoice={invoice} mayPay={mayPay} />
                </span>
              </a>
              <div className="row">
                <b className="n">{money(invoice.amountRemaining, invoice.currency)}</b>
                {mayPay ? (
                  <Pay
                    org={org}
                    invoice={invoice}
                    look={invoice === first && !totals.open.some(({ count }) => count > 1) ? "first" : "second"}
                  />
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
      {mayPay && rest.length ? (
        <div className="row fill">
          <PayAll org={org} open={totals.open} />
        </div>
      ) : null}
      {mayPay ? <small className="quiet">{billing.payWhere}</small> : null}
      {transfer ? (
        <div className="ways">
          <TransferDetails transfer={transfer} />
        </div>
      ) : null}
      <OnAccount balances={account.balances} />
    </section>
  );
}

type ForInvoice = { org: string; invoice: InvoiceSummary };

function Pay({ org, invoice, look }: ForInvoice & { look?: "first" | "second" }) {
  return <PayButton to={paths.payInvoice(org, invoice.id)} number={invoice.number} look={look} />;
}

/** The way to an invoice's PDF, as a button. */
export function InvoicePdfButton({ org, invoice }: ForInvoice) {
  const { billing } = useText(billingText);
  const { number } = useFormat();
  return (
    <a
      className="btn second"
      href={paths.invoicePdf(org, invoice.id)}
      aria-label={billing.pdfNamed(invoice.number, fileSize(invoice.pdfBytes, number))}
    >
      {billing.pdf}
    </a>
  );
}

/** Credit, or what comes on top of the next invoice, in words. */
export function OnAccount({ balances }: Pick<BillingOverview["account"], "balances">) {
  const { billingList } = useText(billingText);
  const { money } = useFormat();
  return balances.map(({ amount, currency, names }) => (
    <p key={`${currency} ${Math.sign(amount)}`}>
      {names.length ? `${names.join(", ")}: ` : null}
      {amount < 0 ? billingList.hasCredit(money(-amount, currency)) : billingList.owes(money(amount, currency))}
    </p>
  ));
}
