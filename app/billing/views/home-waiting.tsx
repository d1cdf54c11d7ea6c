import type { EndingCard, HomeBilling } from "../home-billing.ts";
import { methodName } from "../method-name.ts";
import { paths } from "../../paths.ts";
import { ListRow } from "../../ui/list-row.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";
import { InvoiceSentence } from "./invoice-sentence.tsx";

type Props = { org: string; billing: HomeBilling };

/** Payments that failed, and what else of money waits for who may pay: a row each, leading to where it is put right. */
export function WaitingForMoney({ org, billing }: Props) {
  const { homeMoney } = useText(billingText);
  const { money } = useFormat();
  return (
    <>
      {billing.failed.map((invoice) => (
        <ListRow
          key={invoice.id}
          to={paths.invoice(org, invoice.id)}
          title={<InvoiceSentence invoice={invoice} mayPay={false} />}
          sub={homeMoney.payOtherwise}
          value={<b className="n">{money(invoice.amountRemaining, invoice.currency)}</b>}
        />
      ))}
      <Ending org={org} billing={billing} asks />
    </>
  );
}

/** The same without the failed payments, for who may not pay: to know of, and to do nothing about. */
export function MoneyNews({ org, billing }: Props) {
  const { homeMoney } = useText(billingText);
  if (!billing.subscriptions.asking.length && !billing.cards.length) return null;
  return (
    <ul className="sheet flush list" aria-label={homeMoney.news}>
      <Ending org={org} billing={billing} />
    </ul>
  );
}

/** Subscriptions that go on only once somebody pays or says how, and cards that end. */
function Ending({ org, billing: { subscriptions, cards }, asks = false }: Props & { asks?: boolean }) {
  const { subscriptions: words } = useText(billingText);
  return (
    <>
      {subscriptions.asking.map(({ id, status, name }) => (
        <ListRow key={id} to={paths.subscriptions(org)} title={words.asks[status](name ?? words.unnamed)} />
      ))}
      {cards.map((card) => (
        <Card key={card.id} org={org} card={card} asks={asks} />
      ))}
    </>
  );
}

function Card({ org, card, asks }: { org: string; card: EndingCard; asks: boolean }) {
  const { homeMoney, paymentMethods } = useText(billingText);
  const printed = `${String(card.expMonth).padStart(2, "0")}/${card.expYear}`;
  const say = card.expiry === "expired" ? homeMoney.cardExpired : homeMoney.cardExpires;
  return (
    <ListRow
      to={paths.paymentMethods(org)}
      title={say(methodName(card) ?? paymentMethods.unknown, printed)}
      sub={asks ? homeMoney.replaceCard : null}
    />
  );
}

/** Cards that subscriptions are paid by and that work no longer, or not for long. */
export function EndingCards({ org, cards, asks }: { org: string; cards: EndingCard[]; asks: boolean }) {
  const paying = cards.filter(({ paysFor }) => paysFor.length);
  if (!paying.length) return null;
  return (
    <ul className="sheet flush list">
      {paying.map((card) => (
        <Card key={card.id} org={org} card={card} asks={asks} />
      ))}
    </ul>
  );
}
