import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { can } from "../can.ts";
import { homeTeam } from "../team/home-team.ts";
import { listInvitations } from "../team/invitation.ts";
import { AloneInTeam, InvitedElsewhere } from "../team/views/home-team.tsx";
import { requireMember, requirePerson, systemFor } from "../sign-in/handles.ts";
import { RunningSubscriptions } from "../billing/views/home-subscriptions.tsx";
import { NewestOrders } from "../orders/views/home-orders.tsx";
import { NewestRequest } from "../requests/views/home-requests.tsx";
import { InvoiceList } from "../billing/views/invoice-list.tsx";
import { AsOf, BeingRead } from "../billing/views/billing-standing.tsx";
import { countWaiting, MoneyAndWaiting } from "../home/views/waiting.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { Unclaimed } from "../requests/views/unclaimed.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import type { Action, Feature } from "../features.ts";
import { homeBilling, type HomeBilling } from "../billing/home-billing.ts";
import { isUnheard } from "../billing/unheard.ts";
import { findTrouble } from "../mail/mail-returns.ts";
import { homeOrders } from "../orders/home-orders.ts";
import { homeRequests } from "../requests/home-requests.ts";
import { listUnclaimed } from "../requests/request-claims.ts";
import { paths } from "../paths.ts";
import { homeText } from "../home/text.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(({ home }) => home.title, homeText);

export function loader(args: LoaderFunctionArgs) {
  const { portal } = args.context;
  const member = requireMember(args, "see");
  const { orgId: org, orgName, role, session } = member;
  const self = requirePerson(args);
  const visitor = { org, orgName, name: session.person.name };
  const mayPay = can(role, "billing.pay");
  const sees = (feature: Feature, right: Action) => portal.config.features.has(feature) && can(role, right);
  return {
    ...visitor,
    mails: findTrouble(self, portal.now()),
    isUnheard: role === "owner" && sees("billing", "billing.read") && isUnheard(member),
    mayPay,
    billing: sees("billing", "billing.read") ? homeBilling(member, portal, mayPay) : null,
    unclaimed: sees("requests", "requests.own") ? listUnclaimed(self) : [],
    team: sees("team", "team.manage") ? homeTeam(member) : null,
    invitations: portal.config.features.has("team")
      ? listInvitations(systemFor(portal), session.person.email, portal.now()).map(({ invite, organization }) => ({
          id: invite.id,
          organization,
        }))
      : [],
    requests: sees("requests", "requests.own") ? homeRequests(member, { personId: session.person.id, role }) : null,
    orders: sees("orders", "orders.read") ? homeOrders(member, portal.now()) : null,
  };
}

export default function Home() {
  const { orgName, name, unclaimed, invitations, ...seen } = useLoaderData<typeof loader>();
  const { org, billing, orders, requests, team } = seen;
  const { home } = useText(homeText);
  const isEmpty = !orders?.count && !requests?.newest && !(billing && hasAnything(billing));
  if (isEmpty) {
    return (
      <Page
        title={name || !billing ? home.hello(name, orgName) : home.welcome}
        ask={{ lead: billing || orders ? home.askEmpty : home.askLead }}
      >
        <Unclaimed unclaimed={unclaimed} />
        <InvitedElsewhere invitations={invitations} />
        {billing ? <AsOf away={billing.standing.away} /> : null}
        {countWaiting(seen) ? <MoneyAndWaiting {...seen} /> : null}
        <Nothing ofBilling={!!billing} isBeingRead={!!billing?.standing.isBeingRead} ofOrders={!!orders} />
        {team?.isAlone ? <AloneInTeam org={org} /> : null}
      </Page>
    );
  }
  return (
    <Page title={home.hello(name, orgName)} ask={{ lead: home.askLead }}>
      <Unclaimed unclaimed={unclaimed} />
      <InvitedElsewhere invitations={invitations} />
      {billing ? <AsOf away={billing.standing.away} /> : null}
      <div className="balanced">
        <MoneyAndWaiting {...seen} />
        {orders ? <NewestOrders org={org} orders={orders} /> : null}
        {requests ? <NewestRequest org={org} requests={requests} /> : null}
        {billing?.subscriptions.running ? (
          <RunningSubscriptions org={org} subscriptions={billing.subscriptions} />
        ) : null}
        {billing?.newest.length ? <Latest org={org} billing={billing} /> : null}
      </div>
      {team?.isAlone ? <AloneInTeam org={org} /> : null}
    </Page>
  );
}

const hasAnything = ({ newest, cards, account, subscriptions }: HomeBilling) =>
  newest.length > 0 || cards.length > 0 || account.balances.length > 0 || subscriptions.running > 0;

/** Nothing yet of what the visitor may see; or that this is nothing. */
function Nothing({ ofBilling, isBeingRead, ofOrders }: Record<"ofBilling" | "isBeingRead" | "ofOrders", boolean>) {
  const { home, orders } = useText(homeText, ordersText);
  if (!ofBilling && !ofOrders) {
    return (
      <Empty icon="home" title={home.memberTitle}>
        <p>{home.memberLead}</p>
        <p>{home.member}</p>
      </Empty>
    );
  }
  if (isBeingRead) return <BeingRead />;
  const title = !ofBilling ? orders.emptyTitle : ofOrders ? home.emptyBothTitle : home.emptyTitle;
  return (
    <Empty icon={ofBilling ? "billing" : "orders"} title={title}>
      {ofBilling ? <p>{home.empty}</p> : null}
      {ofOrders ? <p>{orders.empty}</p> : null}
    </Empty>
  );
}

function Latest({ org, billing: { newest, totals } }: { org: string; billing: HomeBilling }) {
  const { home } = useText(homeText);
  return (
    <section className="head" aria-labelledby="latest">
      <div className="between">
        <h2 id="latest">{home.latest}</h2>
        {totals.count > newest.length ? (
          <a className="more" href={paths.billing(org)}>
            {home.all(totals.count)}
          </a>
        ) : null}
      </div>
      <InvoiceList org={org} invoices={newest} />
    </section>
  );
}
