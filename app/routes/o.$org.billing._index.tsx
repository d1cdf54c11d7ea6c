import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireMember } from "../auth/handles.ts";
import { BillingNav } from "../components/billing-nav.tsx";
import { InvoiceList } from "../components/invoice-list.tsx";
import { Empty, Page } from "../components/page.tsx";
import { titled } from "../components/title.ts";
import { useFormat, useText } from "../components/use.ts";
import { requireFeature } from "../http/features.ts";
import { billingTotals, listInvoices } from "../models/invoices.ts";
import { paths } from "../paths.ts";

export const meta = titled(({ billing }) => billing.title);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const after = new URL(args.request.url).searchParams.get("after");
  const list = listInvoices(member, args.context.portal.now(), { after });
  return { org: member.orgId, totals: billingTotals(member), isFirst: !after, ...list };
}

export default function Billing() {
  const { org, totals, invoices, next, isFirst } = useLoaderData<typeof loader>();
  const { billing } = useText();
  const { money } = useFormat();
  const open = totals.open.map(({ amount, currency }) => money(amount, currency)).join(" + ");
  const lead = [open ? billing.open(open) : billing.nothingOpen, billing.count(totals.count)].join(" · ");
  return (
    <Page
      title={billing.title}
      lead={totals.count ? lead : null}
      ask={{ lead: invoices.length ? billing.askList : billing.askEmpty }}
    >
      <BillingNav org={org} />
      {invoices.length ? (
        <InvoiceList org={org} invoices={invoices} />
      ) : (
        <Empty icon="billing" title={billing.emptyTitle}>
          <p>{billing.empty}</p>
        </Empty>
      )}
      {next || !isFirst ? (
        <nav className="row" aria-label={billing.pages}>
          {isFirst ? null : (
            <a className="btn second" href={paths.billing(org)}>
              {billing.newest}
            </a>
          )}
          {next ? (
            <a className="btn second" rel="next" href={paths.billing(org, next)}>
              {billing.older}
            </a>
          ) : null}
        </nav>
      ) : null}
    </Page>
  );
}
