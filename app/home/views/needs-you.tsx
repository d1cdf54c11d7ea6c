import type { EndingCard, HomeBilling } from "../../billing/home-billing.ts";
import type { HomeOrders } from "../../orders/home-orders.ts";
import type { HomeRequests } from "../../requests/home-requests.ts";
import type { MailTrouble } from "../../mail/mail-returns.ts";
import type { InvoiceSummary } from "../../billing/invoices.ts";
import { paths } from "../../paths.ts";
import { AskingSubscriptions } from "../../billing/views/home-subscriptions.tsx";
import { methodName } from "../../billing/method-name.ts";
import { OnAccount } from "../../billing/views/balance.tsx";
import { fileSize } from "../../ui/file-size.ts";
import { AskingOrders } from "../../orders/views/home-orders.tsx";
import type { HomeTeam } from "../../team/home-team.ts";
import { teamText, type TeamText } from "../../team/text.ts";
import { AskingToJoin } from "../../team/views/home-team.tsx";
import { WaitingReplies } from "../../requests/views/home-requests.tsx";
import { HeroAmount } from "../../ui/hero-amount.tsx";
import { Icon } from "../../ui/icon.tsx";
import { PayAll } from "../../billing/views/pay-all.tsx";
import { PayButton } from "../../billing/views/pay-button.tsx";
import { InvoiceSentence } from "../../billing/views/invoice-sentence.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { homeText, type HomeText } from "../text.ts";
import { notificationsText, type NotificationsText } from "../../notifications/text.ts";
import { ComesBackLine } from "../../notifications/views/delivery.tsx";
import { billingText, type BillingText } from "../../billing/text.ts";

type Props = {
  org: string;
  billing: HomeBilling | null;
  orders: HomeOrders | null;
  requests: HomeRequests | null;
  team: HomeTeam | null;
  /** Why the person's address gets no mails. */
  mails: MailTrouble | null;
  /** Emails about money reach nobody of the organization. */
  isUnheard: boolean;
  mayPay: boolean;
};

/** What waits for the customer, the most urgent first with its button; or that nothing does. */
export function NeedsYou({ org, mayPay, ...waiting }: Props) {
  const { billing, orders, requests, team, mails, isUnheard } = waiting;
  const text = useText(homeText, notificationsText, teamText, billingText);
  const { home, billingStanding: reading } = text;
  const { needs, cards } = billing ?? { needs: [], cards: [] };
  const [first, ...rest] = needs;
  const onAccount = billing && <OnAccount balances={billing.account.balances} />;
  const replies = requests?.replies.length ?? 0;
  const asking = billing?.subscriptions.asking.length ?? 0;
  const joining = team?.asking ?? 0;
  // Who may not pay is told what is open, and that nothing of it needs them.
  const onlyReads = !mayPay && !replies && !joining && !mails && !orders?.asking.length;
  const { money } = useFormat();
  const sum = billing?.totals.open.map(({ amount, currency }) => money(amount, currency)).join(" + ") ?? "";
  if (!first && !asking && !cards.length && !orders?.asking.length && !replies && !joining && !mails && !isUnheard) {
    return (
      <section className="sheet calm" aria-labelledby="needs">
        <span className="badge">
          <Icon name="check" />
        </span>
        <div className="head tight">
          <h2 id="needs">{home.allGood}</h2>
          <p className="quiet">
            {billing
              ? billing.standing.isBeingRead
                ? reading.reading
                : home.allPaid
              : orders
                ? home.allOnTrack
                : home.noReply}
          </p>
          {onAccount}
        </div>
      </section>
    );
  }
  return (
    <section className="sheet needs" aria-labelledby="needs">
      {billing && first ? (
        <First
          org={org}
          invoice={first}
          title={onlyReads ? home.openInvoices(billing.totals.openCount, sum) : titleFor(text, waiting)}
          mayPay={mayPay}
        />
      ) : (
        <h2 id="needs">{titleFor(text, waiting)}</h2>
      )}
      {rest.length || asking || cards.length || orders?.asking.length || replies || joining || mails || isUnheard ? (
        <ul className="plain">
          {mails ? <Mails {...mails} /> : null}
          {isUnheard ? <Unheard org={org} /> : null}
          {joining ? <AskingToJoin org={org} count={joining} /> : null}
          {requests ? <WaitingReplies org={org} requests={requests} /> : null}
          {orders ? <AskingOrders org={org} orders={orders} /> : null}
          {billing ? <AskingSubscriptions org={org} subscriptions={billing.subscriptions} /> : null}
          {rest.map((invoice) => (
            <Further key={invoice.id} org={org} invoice={invoice} mayPay={mayPay} />
          ))}
          {cards.map((card) => (
            <Card key={card.id} org={org} card={card} mayPay={mayPay} />
          ))}
        </ul>
      ) : null}
      {billing && mayPay && rest.length ? (
        <div className="row">
          <PayAll org={org} open={billing.totals.open} />
        </div>
      ) : null}
      {onAccount}
    </section>
  );
}

/** The heading over all that is listed: how much of it there is, in the words of its kind where it is of one. */
function titleFor(
  { home, notifications, join, unheard }: HomeText & NotificationsText & TeamText & BillingText,
  { billing, orders, requests, team, mails, isUnheard }: Omit<Props, "org" | "mayPay">,
): string {
  const [waiting, late] = [orders?.waitingCount ?? 0, orders?.lateCount ?? 0];
  const kinds: [number, (n: number) => string][] = [
    [billing?.needs.length ? billing.totals.openCount : 0, home.needsYou],
    [requests?.replyCount ?? 0, home.replyWaits],
    [waiting, home.orderWaitsForYou],
    [late, home.orderIsLate],
    [team?.asking ?? 0, join.waiting],
    [billing?.subscriptions.asking.length ?? 0, home.subscriptionNeedsYou],
    [billing?.cards.length ?? 0, home.cardNeedsYou],
    [Number(!!mails), () => notifications.needsAddress],
    [Number(isUnheard), () => unheard.homeTitle],
  ];
  const there = kinds.filter(([count]) => count);
  const [[count, title]] = there as [(typeof kinds)[number]];
  return there.length === 1 ? title(count) : home.thingsNeedYou(there.reduce((sum, [n]) => sum + n, 0));
}

function First({
  org,
  invoice,
  title,
  mayPay,
}: {
  org: string;
  invoice: InvoiceSummary;
  title: string;
  mayPay: boolean;
}) {
  const { billing } = useText(billingText);
  const format = useFormat();
  return (
    <>
      <div className="between">
        <div className="head tight">
          <h2 id="needs">{title}</h2>
          <p>
            <InvoiceSentence invoice={invoice} mayPay={mayPay} />
          </p>
        </div>
        <HeroAmount>{format.money(invoice.amountRemaining, invoice.currency)}</HeroAmount>
      </div>
      <div className="row fill">
        {mayPay ? <PayButton to={paths.payInvoice(org, invoice.id)} number={invoice.number} /> : null}
        <a
          className="btn second"
          href={paths.invoicePdf(org, invoice.id)}
          aria-label={billing.pdfNamed(invoice.number, fileSize(invoice.pdfBytes, format.number))}
        >
          {billing.pdf}
        </a>
        <a className="btn bare" href={paths.invoice(org, invoice.id)}>
          {billing.seeIt}
        </a>
      </div>
      {mayPay ? <small className="quiet">{billing.payWhere}</small> : null}
    </>
  );
}

function Further({ org, invoice, mayPay }: { org: string; invoice: InvoiceSummary; mayPay: boolean }) {
  const format = useFormat();
  return (
    <li>
      <a className="between further" href={paths.invoice(org, invoice.id)}>
        <span>
          <InvoiceSentence invoice={invoice} mayPay={mayPay} />
        </span>
        <b className="n">{format.money(invoice.amountRemaining, invoice.currency)}</b>
      </a>
    </li>
  );
}

function Mails(trouble: MailTrouble) {
  return (
    <li className="between open">
      <ComesBackLine {...trouble} />
    </li>
  );
}

function Unheard({ org }: { org: string }) {
  const { unheard } = useText(billingText);
  return (
    <li>
      <a className="between further" href={paths.billingMails(org)}>
        <span>{unheard.home}</span>
      </a>
    </li>
  );
}

function Card({ org, card, mayPay }: { org: string; card: EndingCard; mayPay: boolean }) {
  const { home, paymentMethods } = useText(billingText, homeText);
  const printed = `${String(card.expMonth).padStart(2, "0")}/${card.expYear}`;
  const say = card.expiry === "expired" ? home.cardExpired : home.cardExpires;
  return (
    <li className="between open">
      <a href={paths.paymentMethods(org)}>
        {[say(methodName(card) ?? paymentMethods.unknown, printed), mayPay ? home.replaceCard : null]
          .filter(Boolean)
          .join(" ")}
      </a>
    </li>
  );
}
