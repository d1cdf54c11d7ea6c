import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireMember } from "../sign-in/handles.ts";
import { OrderFilterForm } from "../orders/views/order-filter.tsx";
import { OrderList } from "../orders/views/order-list.tsx";
import { Empty, Page } from "../ui/page.tsx";
import { Pager } from "../ui/pager.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { isFilteredOrders, orderFilterOf, readAskedOrders } from "../orders/order-filter.ts";
import { countOrders, countOpenOrders, listOrders } from "../orders/orders.ts";
import { paths } from "../paths.ts";
import { isoDay } from "../text/format.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(({ orders }) => orders.title, ordersText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  const member = requireMember(args, "orders.read");
  const today = isoDay(args.context.portal.now());
  const query = new URL(args.request.url).searchParams;
  const asked = readAskedOrders(query);
  const [filter, filtered] = [orderFilterOf(asked), isFilteredOrders(asked)];
  const counts = countOpenOrders(member);
  return {
    org: member.orgId,
    asked,
    filtered,
    counts,
    found: filtered ? countOrders(member, today, filter) : counts.all,
    ...listOrders(member, today, { filter, after: query.get("after") }),
  };
}

export default function Orders() {
  const { org, asked, filtered, counts, found, orders, next, isFirst } = useLoaderData<typeof loader>();
  const { orders: text } = useText(ordersText);
  if (!counts.all) {
    return (
      <Page title={text.title} ask={{ lead: text.askEmpty }}>
        <Empty icon="orders" title={text.emptyTitle}>
          <p>{text.empty}</p>
        </Empty>
      </Page>
    );
  }
  const lead = filtered ? text.found(found, counts.all) : text.counted(counts.open, counts.all);
  return (
    <Page title={text.title} lead={lead} ask={{ lead: text.askList }}>
      <OrderFilterForm org={org} asked={asked} isFiltered={filtered} />
      {orders.length ? (
        <OrderList org={org} orders={orders} />
      ) : (
        <Empty icon="orders" title={filtered ? text.noneTitle : text.noMoreTitle}>
          <p>{filtered ? text.none : text.noMore}</p>
          <a className="btn" href={paths.orders(org)}>
            {text.everything}
          </a>
        </Empty>
      )}
      <Pager
        older={next && paths.orders(org, { ...asked, after: next })}
        newest={isFirst ? null : paths.orders(org, asked)}
      />
    </Page>
  );
}
