import type { CheckedInvoice, ToPay } from "../pay-all.ts";
import type { BillingOverview } from "../billing-overview.ts";
import { InvoiceSentence } from "./invoice-sentence.tsx";
import { paths } from "../../paths.ts";
import { HeroAmount } from "../../ui/hero-amount.tsx";
import { PostButton } from "../../ui/form.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

type AllProps = {
  org: string;
  open: BillingOverview["totals"]["open"];
  /** How much it is stands beside: said again only where there are several currencies. */
  isShort?: boolean;
};

/** The ways to pay all that is open in a currency, where that is more than one. */
export function PayAll({ org, open, isShort = false }: AllProps) {
  const { payAll } = useText(billingText);
  const { money } = useFormat();
  const short = isShort && open.length === 1 ? payAll.short : null;
  return open
    .filter(({ count }) => count > 1)
    .map(({ currency, amount, count }) => {
      const whole = payAll.all(count, money(amount, currency));
      return (
        <a key={currency} className="btn" href={paths.payAll(org, { currency })} aria-label={short ? whole : undefined}>
          {short ?? whole}
        </a>
      );
    });
}

/** The invoice whose turn it is, with what follows it. Stripe's page opens beside, so that this one is there to come back to. */
export function PayInTurn({ org, toPay, isAfter }: { org: string; toPay: ToPay; isAfter: boolean }) {
  const { invoices, currency, sum } = toPay;
  const { billing, payAll } = useText(billingText);
  const { money } = useFormat();
  const [next, ...later] = invoices;
  if (!next) return <p>{payAll.nothingLeft}</p>;
  return (
    <section className="sheet needs" aria-labelledby="next">
      <div className="between">
        <h2 id="next">{payAll.left(invoices.length)}</h2>
        <HeroAmount>{money(sum, currency)}</HeroAmount>
      </div>
      <p>{isAfter ? payAll.next(billing.invoice(next.number), later.length) : payAll.inTurn}</p>
      <p>
        <b>{next.what ?? billing.invoice(next.number)}</b>
        <span className="under">
          <InvoiceSentence invoice={next} mayPay />
        </span>
      </p>
      <div className="row fill">
        <form method="post" action={paths.payInvoice(org, next.id)} target="_blank">
          <button className="btn" type="submit">
            {payAll.pay(money(next.amountRemaining, currency))}
            <span className="vh">, {billing.invoice(next.number)}</span>
          </button>
        </form>
        <PostButton to={paths.payAll(org)} fields={{ invoice: next.id, currency }}>
          {payAll.done}
        </PostButton>
      </div>
      <small className="quiet">{payAll.where}</small>
      {later.length ? (
        <ul className="plain">
          {later.map((invoice) => (
            <li key={invoice.id}>
              <a className="between further" href={paths.invoice(org, invoice.id)}>
                <span>
                  <InvoiceSentence invoice={invoice} mayPay />
                </span>
                <b className="n">{money(invoice.amountRemaining, currency)}</b>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

type CheckedProps = { org: string; checked: CheckedInvoice; isLast: boolean };

/** What Stripe says of the invoice that was just paid, with its receipt. */
export function Checked({ org, checked, isLast }: CheckedProps) {
  const { billing, invoice: text, payAll } = useText(billingText);
  const { money } = useFormat();
  const { state, receipt } = checked;
  const name = billing.invoice(checked.number);
  const isPaid = state === "paid";
  return (
    <section className="sheet calm" aria-labelledby="checked">
      {isPaid ? (
        <span className="badge">
          <Icon name="check" />
        </span>
      ) : null}
      <div className="head tight">
        <h2 id="checked">{isPaid ? payAll.thanks : name}</h2>
        <p className="quiet">{payAll.states[state](name, money(checked.amount, checked.currency))}</p>
        {isPaid && !receipt ? <p className="quiet">{payAll.receiptComes}</p> : null}
        <div className="row">
          {isPaid && receipt ? (
            <a className={isLast ? "btn" : "btn second"} href={paths.receipt(org, checked.id, receipt)}>
              {text.receipt}
            </a>
          ) : null}
          <a className="btn second" href={paths.invoice(org, checked.id)}>
            {name}
          </a>
        </div>
      </div>
    </section>
  );
}
