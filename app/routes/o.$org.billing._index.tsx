import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { can } from "../can.ts";
import { requireMember } from "../sign-in/handles.ts";
import { Balance } from "../billing/views/balance.tsx";
import { BillingNav } from "../billing/views/billing-nav.tsx";
import { AsOf, BeingRead } from "../billing/views/billing-standing.tsx";
import { Books } from "../billing/views/downloads.tsx";
import { InvoiceFilterForm } from "../billing/views/invoice-filter.tsx";
import { InvoicesByYear } from "../billing/views/invoices-by-year.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { titled } from "../ui/title.ts";
import { useFormat, useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { bankTransfer } from "../billing/bank-transfer.ts";
import { billingStanding } from "../billing/billing-standing.ts";
import { billingOverview } from "../billing/billing-overview.ts";
import { isFiltered, readFilter } from "../billing/invoice-filter.ts";
import { groupByYear } from "../billing/invoices-by-year.ts";
import { countInvoices, listInvoices, listPayableInvoices } from "../billing/invoices.ts";
import { maxInTurn } from "../billing/pay-all.ts";
import { paths } from "../paths.ts";
import { billingText } from "../billing/text.ts";

export const meta = titled(({ billing }) => billing.title, billingText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  const member = requireMember(args, "billing.read");
  const now = args.context.portal.now();
  const query = new URL(args.request.url).searchParams;
  const [filter, after] = [readFilter(query), query.get("after")];
  const overview = billingOverview(member, now);
  const { bank } = args.context.portal.config;
  const { invoices, ...page } = listInvoices(member, now, { filter, after });
  return {
    org: member.orgId,
    mayPay: can(member.role, "billing.pay"),
    filter,
    filtered: isFiltered(filter),
    overview,
    transfer: bank && overview.open.length ? bankTransfer(bank, listPayableInvoices(member, now, maxInTurn)) : null,
    standing: billingStanding(member, args.context.portal, ["invoice"]),
    found: isFiltered(filter) ? countInvoices(member, now, filter) : overview.totals.count,
    ...page,
    shown: groupByYear(invoices, overview.years),
  };
}

export default function Billing() {
  const { org, mayPay, filter, filtered, isFirst, overview, transfer, found, shown, next, standing } =
    useLoaderData<typeof loader>();
  const { billing, billingList } = useText(billingText);
  const { totals, account } = overview;
  const isWhole = filter.status === null && filter.q === null;
  const years = isWhole ? overview.years.filter(({ year }) => !shown.some((one) => one.year === year)) : overview.years;
  return (
    <Page
      title={billing.title}
      lead={<Lead {...useLoaderData<typeof loader>()} />}
      ask={{ lead: totals.count ? billing.askList : billing.askEmpty }}
    >
      <BillingNav org={org} />
      <AsOf away={standing.away} />
      {isFirst && !filtered ? <Balance org={org} overview={overview} mayPay={mayPay} transfer={transfer} /> : null}
      {totals.count ? (
        <InvoiceFilterForm org={org} filter={filter} overview={overview} isFiltered={filtered} />
      ) : standing.isBeingRead ? (
        <BeingRead />
      ) : (
        <Empty icon="billing" title={billing.emptyTitle}>
          <p>{billing.empty}</p>
        </Empty>
      )}
      <InvoicesByYear org={org} years={shown} isWhole={isWhole} namesPayer={account.payers > 1} />
      {totals.count && !shown.length ? (
        <Empty icon="billing" title={filtered ? billingList.noneTitle : billingList.noMoreTitle}>
          <p>{filtered ? billingList.none : billingList.noMore}</p>
          <a className="btn" href={paths.billing(org)}>
            {billingList.everything}
          </a>
        </Empty>
      ) : null}
      <Pager
        older={next && paths.billing(org, { ...filter, after: next })}
        newest={isFirst ? null : paths.billing(org, filter)}
      />
      {found ? <Books org={org} filter={filter} isFiltered={filtered} count={found} years={years} /> : null}
    </Page>
  );
}

type LeadProps = Pick<ReturnType<typeof useLoaderData<typeof loader>>, "overview" | "filtered" | "found">;

function Lead({ overview: { totals }, filtered, found }: LeadProps) {
  const { billing, billingList } = useText(billingText);
  const { money } = useFormat();
  if (!totals.count) return null;
  if (filtered) return billingList.found(found, totals.count);
  const open = totals.open.map(({ amount, currency }) => money(amount, currency)).join(" + ");
  return [open ? billing.open(open) : billing.nothingOpen, billing.count(totals.count)].join(" · ");
}
