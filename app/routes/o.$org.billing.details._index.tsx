import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { can } from "../can.ts";
import { requireMember } from "../sign-in/handles.ts";
import { Conflict, DetailsSheet, Refused } from "../billing/views/billing-details.tsx";
import { BillingNav } from "../billing/views/billing-nav.tsx";
import { AsOf, BeingRead } from "../billing/views/billing-standing.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { billingStanding } from "../billing/billing-standing.ts";
import { listBillingAccounts } from "../billing/billing-details.ts";
import { listPayablesAddresses } from "../billing/billing-mail-settings.ts";
import { findBillingAccount, viewDetails } from "../billing/details-view.ts";
import { listMembersWith } from "../people/members.ts";
import { paths } from "../paths.ts";
import { billingText } from "../billing/text.ts";
import { portalText } from "../text/portal.ts";

export const meta = titled(({ billingDetails }) => billingDetails.title, billingText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const account = findBillingAccount(member, new URL(args.request.url).searchParams.get("account"));
  return {
    org: member.orgId,
    account: account?.id ?? null,
    standing: billingStanding(member, args.context.portal, []),
    accounts: listBillingAccounts(member),
    view: account && viewDetails(member, account.id),
    mayChange: can(member.role, "billing.pay"),
    isConnected: !!args.context.portal.config.stripe,
    told: listMembersWith(member, "billing.notified").length,
    toldMore: listPayablesAddresses(member).length,
  };
}

export default function BillingDetails() {
  const { org, account, accounts, view, mayChange, isConnected, told, toldMore, standing } =
    useLoaderData<typeof loader>();
  const { billingDetails, shell } = useText(billingText, portalText);
  const editPath =
    mayChange && isConnected && account ? paths.editBillingDetails(org, accounts.length > 1 ? account : null) : null;
  return (
    <Page
      title={billingDetails.title}
      lead={billingDetails.lead}
      ask={{ lead: billingDetails.ask, name: shell.askAboutThis, about: billingDetails.about, job: "details" }}
    >
      <BillingNav org={org} />
      <AsOf away={standing.away} />
      {accounts.length > 1 ? <Accounts org={org} accounts={accounts} shown={account} /> : null}
      {mayChange && !isConnected ? <p className="quiet">{billingDetails.readOnlyHere}</p> : null}
      {view?.conflicts.map((change) => (
        <Conflict key={change.id} org={org} change={change} mayChange={mayChange} />
      ))}
      {view?.refused.map((change) => (
        <Refused key={change.id} org={org} change={change} mayChange={mayChange} editPath={editPath} />
      ))}
      <div className="balanced">
        {view ? (
          <DetailsSheet view={view} editPath={editPath} />
        ) : standing.isBeingRead ? (
          <BeingRead />
        ) : (
          <Empty icon="billing" title={billingDetails.emptyTitle}>
            <p>{billingDetails.emptyText}</p>
          </Empty>
        )}
        <section className="sheet" aria-labelledby="mails">
          <div className="head">
            <h2 id="mails">{billingDetails.mails}</h2>
            <p className="quiet">{billingDetails.mailsTo(told, toldMore)}</p>
          </div>
          <div className="row">
            <a className="btn second" href={paths.billingMails(org)}>
              {mayChange ? billingDetails.mailsChange : billingDetails.mailsSee}
            </a>
          </div>
        </section>
      </div>
    </Page>
  );
}

type Account = ReturnType<typeof listBillingAccounts>[number];

function Accounts({ org, accounts, shown }: { org: string; accounts: Account[]; shown: string | null }) {
  const { billingDetails } = useText(billingText);
  return (
    <nav className="head" aria-labelledby="accounts">
      <h2 id="accounts">{billingDetails.accounts}</h2>
      <ul className="sheet flush list">
        {accounts.map(({ id, name, email }) => (
          <li key={id}>
            <a className="main" href={paths.billingDetails(org, id)} aria-current={id === shown ? "true" : undefined}>
              <span>
                <b>{name ?? billingDetails.unnamed}</b>
                {id === shown ? <span className="tag">{billingDetails.shownNow}</span> : null}
              </span>
              {email ? <small>{email}</small> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
