import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { can } from "../can.ts";
import { requireMember } from "../sign-in/handles.ts";
import { BillingNav } from "../billing/views/billing-nav.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { AsOf, BeingRead } from "../billing/views/billing-standing.tsx";
import { EndingCards } from "../billing/views/home-waiting.tsx";
import { EndedSubscriptions, SubscriptionSheet } from "../billing/views/subscriptions.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { billingStanding } from "../billing/billing-standing.ts";
import { listEndingCards } from "../billing/home-billing.ts";
import { listSubscriptions } from "../billing/subscriptions.ts";
import { paths } from "../paths.ts";
import { billingText } from "../billing/text.ts";
import { portalText } from "../text/portal.ts";

export const meta = titled(({ subscriptions }) => subscriptions.title, billingText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const after = new URL(args.request.url).searchParams.get("after");
  const mayPay = can(member.role, "billing.pay");
  const standing = billingStanding(member, args.context.portal, ["subscription"]);
  const cards = listEndingCards(member, args.context.portal.now());
  return { org: member.orgId, mayPay, standing, cards, ...listSubscriptions(member, after) };
}

export default function Subscriptions() {
  const { org, mayPay, isFirst, standing, cards, subscriptions: all, next } = useLoaderData<typeof loader>();
  const { subscriptions, shell } = useText(billingText, portalText);
  const running = all.filter(({ state }) => state !== "ended");
  const ended = all.filter(({ state }) => state === "ended");
  const hasButtons = mayPay && running.some(({ can }) => can.change || can.cancel || can.keep);
  return (
    <Page
      title={subscriptions.title}
      ask={{
        lead: all.length ? subscriptions.ask : subscriptions.askEmpty,
        name: shell.askAboutThis,
        about: subscriptions.about,
        job: "payment",
      }}
    >
      <BillingNav org={org} />
      <AsOf away={standing.away} />
      <EndingCards org={org} cards={cards} asks={mayPay} />
      {running.map((subscription) => (
        <SubscriptionSheet key={subscription.id} org={org} subscription={subscription} mayPay={mayPay} />
      ))}
      {hasButtons ? <p className="quiet">{subscriptions.atStripe}</p> : null}
      {ended.length ? <EndedSubscriptions ended={ended} /> : null}
      {all.length ? null : standing.isBeingRead ? (
        <BeingRead />
      ) : (
        <Empty icon="billing" title={subscriptions.emptyTitle}>
          <p>{subscriptions.empty}</p>
        </Empty>
      )}
      {next || !isFirst ? (
        <nav className="row" aria-label={subscriptions.pages}>
          {isFirst ? null : (
            <a className="btn second" href={paths.subscriptions(org)}>
              {subscriptions.first}
            </a>
          )}
          {next ? (
            <a className="btn second" rel="next" href={paths.subscriptions(org, next)}>
              {subscriptions.next}
            </a>
          ) : null}
        </nav>
      ) : null}
    </Page>
  );
}
