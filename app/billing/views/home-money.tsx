import type { HomeBilling } from "../home-billing.ts";
import type { InvoiceSummary } from "../invoices.ts";
import { paths } from "../../paths.ts";
import { HeroAmount } from "../../ui/hero-amount.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";
import { OnAccount, InvoicePdfButton } from "./balance.tsx";
import { TransferDetails } from "./bank-transfer.tsx";
import { InvoiceSentence } from "./invoice-sentence.tsx";
import { PayAll } from "./pay-all.tsx";
import { PayButton } from "./pay-button.tsx";

type Props = { org: string; billing: HomeBilling };

function useSums() {
  const { money } = useFormat();
  return (sums: readonly { amount: number; currency: string }[]) =>
    sums.map(({ amount, currency }) => money(amount, currency)).join(" + ");
}

/** What is to pay and how much of it is late, with the way to pay it; for who may pay. */
export function OwedByPayer({ org, billing }: Props) {
  const { billing: words, billingList, homeMoney } = useText(billingText);
  const { needs, totals, overdue, account } = billing;
  const sumsOf = useSums();
  const only = totals.openCount === 1 ? needs[0] : undefined;
  return (
    <section className="sheet needs" aria-labelledby="money">
      <div className="between">
        <div className="head tight">
          <h2 id="money">{billingList.toPay}</h2>
          <HeroAmount>{sumsOf(totals.open)}</HeroAmount>
          {only ? (
            <p>
              <InvoiceSentence invoice={only} mayPay />
            </p>
          ) : null}
        </div>
        {overdue.length && !only ? <Overdue sum={sumsOf(overdue)} /> : null}
      </div>
      {only ? (
        <div className="row fill">
          <PayButton to={paths.payInvoice(org, only.id)} number={only.number} />
          <InvoicePdfButton org={org} invoice={only} />
          <a className="btn bare" href={paths.invoice(org, only.id)}>
            {words.seeIt}
          </a>
        </div>
      ) : (
        <div className="row fill">
          <PayAll org={org} open={totals.open} isShort />
          <a className="btn second" href={paths.billing(org, { status: "open" })}>
            {homeMoney.see(totals.openCount)}
          </a>
        </div>
      )}
      <small className="quiet">{words.payWhere}</small>
      <OnAccount balances={account.balances} />
    </section>
  );
}

function Overdue({ sum }: { sum: string }) {
  const { homeMoney } = useText(billingText);
  return (
    <span className="tag" data-status="overdue">
      {homeMoney.overdue(sum)}
    </span>
  );
}

/** What is open, each invoice with its PDF, and the account for a transfer; for who may not pay and passes it on. */
export function OwedForReader({ org, billing }: Props) {
  const { homeMoney } = useText(billingText);
  const { needs, totals, overdue, account, transfer } = billing;
  const sumsOf = useSums();
  return (
    <section className="sheet" aria-labelledby="money">
      <div className="between">
        <h2 id="money">{homeMoney.open(totals.openCount, sumsOf(totals.open))}</h2>
        {overdue.length ? <Overdue sum={sumsOf(overdue)} /> : null}
      </div>
      <ul className="plain">
        {needs.map((invoice) => (
          <OpenRow key={invoice.id} org={org} invoice={invoice} />
        ))}
      </ul>
      {totals.openCount > needs.length ? (
        <a className="btn second" href={paths.billing(org, { status: "open" })}>
          {homeMoney.see(totals.openCount)}
        </a>
      ) : null}
      {transfer ? (
        <div className="ways">
          <TransferDetails transfer={transfer} />
        </div>
      ) : null}
      <OnAccount balances={account.balances} />
    </section>
  );
}

function OpenRow({ org, invoice }: { org: string; invoice: InvoiceSummary }) {
  const { money } = useFormat();
  return (
    <li className="between open">
      <a href={paths.invoice(org, invoice.id)}>
        <span>
          <InvoiceSentence invoice={invoice} mayPay={false} />
        </span>
      </a>
      <div className="row">
        <b className="n">{money(invoice.amountRemaining, invoice.currency)}</b>
        <InvoicePdfButton org={org} invoice={invoice} />
      </div>
    </li>
  );
}
