import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { can } from "../auth/can.ts";
import { requireMember } from "../auth/handles.ts";
import { InvoiceList } from "../components/invoice-list.tsx";
import { NeedsYou } from "../components/needs-you.tsx";
import { Empty, Page } from "../components/page.tsx";
import { titled } from "../components/title.ts";
import { useText } from "../components/use.ts";
import { homeBilling, type HomeBilling } from "../models/home-billing.ts";
import { paths } from "../paths.ts";

export const meta = titled(({ home }) => home.title);

export function loader(args: LoaderFunctionArgs) {
  const { portal } = args.context;
  const member = requireMember(args, "see");
  const { orgId: org, orgName, role, session } = member;
  const visitor = { org, orgName, name: session.person.name };
  if (!portal.config.features.has("billing") || !can(role, "billing.read"))
    return { ...visitor, mayPay: false, billing: null };
  return { ...visitor, mayPay: can(role, "billing.pay"), billing: homeBilling(member, portal.now()) };
}

export default function Home() {
  const { org, orgName, name, mayPay, billing } = useLoaderData<typeof loader>();
  const { home } = useText();
  if (!billing) {
    return (
      <Page title={home.hello(name, orgName)} ask={{ lead: home.askLead }}>
        <Empty icon="home" title={home.memberTitle}>
          <p>{home.memberLead}</p>
          <p>{home.member}</p>
        </Empty>
      </Page>
    );
  }
  const { newest, cards, account } = billing;
  if (!newest.length && !cards.length && !account.balances.length) {
    return (
      <Page title={name ? home.hello(name, orgName) : home.welcome} ask={{ lead: home.askEmpty }}>
        <Empty icon="billing" title={home.emptyTitle}>
          <p>{home.empty}</p>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={home.hello(name, orgName)} ask={{ lead: home.askLead }}>
      <NeedsYou org={org} billing={billing} mayPay={mayPay} />
      {newest.length ? <Latest org={org} billing={billing} /> : null}
    </Page>
  );
}

function Latest({ org, billing: { newest, totals } }: { org: string; billing: HomeBilling }) {
  const { home } = useText();
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
