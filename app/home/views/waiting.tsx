import type { HomeBilling } from "../../billing/home-billing.ts";
import { billingText } from "../../billing/text.ts";
import { OnAccount } from "../../billing/views/balance.tsx";
import { OwedByPayer, OwedForReader } from "../../billing/views/home-money.tsx";
import { MoneyNews, WaitingForMoney } from "../../billing/views/home-waiting.tsx";
import type { MailTrouble } from "../../mail/mail-returns.ts";
import { ComesBackRow } from "../../notifications/views/delivery.tsx";
import type { HomeOrders } from "../../orders/home-orders.ts";
import { AskingOrders } from "../../orders/views/home-orders.tsx";
import { paths } from "../../paths.ts";
import type { HomeRequests } from "../../requests/home-requests.ts";
import { WaitingReplies } from "../../requests/views/home-requests.tsx";
import type { HomeTeam } from "../../team/home-team.ts";
import { AskingToJoin } from "../../team/views/home-team.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ListRow } from "../../ui/list-row.tsx";
import { useText } from "../../ui/use.ts";
import { homeText } from "../text.ts";

export type Seen = {
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

const noMoney = { failed: [], subscriptions: { asking: [] }, cards: [] };

/** How many rows wait for the customer, those that are not shown among them. */
export function countWaiting({ billing, orders, requests, team, mails, isUnheard, mayPay }: Seen): number {
  const { failed, subscriptions, cards } = billing ?? noMoney;
  const ofMoney = mayPay ? failed.length + subscriptions.asking.length + cards.length : 0;
  const replies = requests?.replyCount ?? 0;
  const approvals = orders?.waitingCount ?? 0;
  return [mails, isUnheard, team?.asking].filter(Boolean).length + replies + approvals + ofMoney;
}

/** First the money, then what else waits; or that nothing does. */
export function MoneyAndWaiting(seen: Seen) {
  const { org, billing, orders, mayPay } = seen;
  const isOpen = !!billing?.totals.openCount;
  const count = countWaiting(seen);
  const isLate = orders?.newest.some(({ status }) => status === "late");
  return (
    <>
      {!isOpen && !count && !isLate ? <AllGood {...seen} /> : null}
      {billing && isOpen ? (
        mayPay ? (
          <OwedByPayer org={org} billing={billing} />
        ) : (
          <OwedForReader org={org} billing={billing} />
        )
      ) : null}
      {billing && !isOpen && (count || isLate) && billing.account.balances.length ? (
        <div className="sheet">
          <OnAccount balances={billing.account.balances} />
        </div>
      ) : null}
      {count ? <Waiting seen={seen} count={count} /> : null}
      {billing && !mayPay ? <MoneyNews org={org} billing={billing} /> : null}
    </>
  );
}

/** All that waits in rows of one kind, what keeps emails away before the rest. */
function Waiting({ seen, count }: { seen: Seen; count: number }) {
  const { org, billing, orders, requests, team, mails, isUnheard, mayPay } = seen;
  const { home, unheard } = useText(homeText, billingText);
  return (
    <section className="head" aria-labelledby="needs">
      <h2 id="needs" className="counted">
        {home.waiting} <span className="count">{count}</span>
      </h2>
      <ul className="sheet flush list stacked">
        {mails ? <ComesBackRow {...mails} /> : null}
        {isUnheard ? <ListRow to={paths.billingMails(org)} title={unheard.homeTitle} sub={unheard.home} /> : null}
        {orders ? <AskingOrders org={org} orders={orders} /> : null}
        {requests ? <WaitingReplies org={org} requests={requests} /> : null}
        {team?.asking ? <AskingToJoin org={org} count={team.asking} /> : null}
        {billing && mayPay ? <WaitingForMoney org={org} billing={billing} /> : null}
      </ul>
    </section>
  );
}

function AllGood({ billing, orders }: Seen) {
  const { home, billingStanding } = useText(homeText, billingText);
  const ofBilling = billing && (billing.standing.isBeingRead ? billingStanding.reading : home.allPaid);
  return (
    <section className="sheet calm" aria-labelledby="needs">
      <span className="badge">
        <Icon name="check" />
      </span>
      <div className="head tight">
        <h2 id="needs">{home.allGood}</h2>
        <p className="quiet">{ofBilling ?? (orders ? home.allOnTrack : home.noReply)}</p>
        {billing ? <OnAccount balances={billing.account.balances} /> : null}
      </div>
    </section>
  );
}
