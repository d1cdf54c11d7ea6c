import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { can } from "../can.ts";
import { requireMember } from "../sign-in/handles.ts";
import { askedAbout } from "../requests/access.ts";
import { AskedAbout } from "../requests/views/asked-about.tsx";
import { Following } from "../notifications/views/following.tsx";
import { findFollow } from "../people/follows.ts";
import { OrderLead } from "../orders/views/order-lead.tsx";
import { OrderSentence } from "../orders/views/order-sentence.tsx";
import { OrderSheets } from "../orders/views/order.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { findOrderSheets } from "../orders/order.ts";
import { paths } from "../paths.ts";
import { ordersText } from "../orders/text.ts";
import { portalText } from "../text/portal.ts";

export const meta = titled(
  ({ orders }, data: Loaded<typeof loader>) =>
    data ? orders.name(data.order.kind, data.order.reference) : orders.title,
  ordersText,
);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  const member = requireMember(args, "orders.read");
  const { portal } = args.context;
  const order = findOrderSheets(member, args.params.order!, portal.now(), {
    allEvents: new URL(args.request.url).searchParams.get("events") === "all",
    withInvoice: portal.config.features.has("billing") && can(member.role, "billing.read"),
  });
  if (!order) throw notFound();
  return {
    org: member.orgId,
    order,
    asked: askedAbout(args, member, "order", order.id),
    following: findFollow(member, member.session.person.id, { kind: "order", itemId: order.id }),
  };
}

export default function Order() {
  const { org, order, asked, following } = useLoaderData<typeof loader>();
  const { orders, shell } = useText(ordersText, portalText);
  const urls = {
    calendar: paths.orderCalendar(org, order.id),
    allEvents: paths.orderEvents(org, order.id),
    parcel: (parcel?: number) => paths.followParcel(org, order.id, parcel),
    approval: (event: string) => paths.approval(org, order.id, event),
    file: (file: string) => paths.orderFile(org, order.id, file),
    invoice: order.invoice && paths.invoice(org, order.invoice.id),
  };
  return (
    <Page
      title={<OrderSentence order={order} />}
      lead={<OrderLead order={order} />}
      back={{ to: paths.orders(org), name: orders.title }}
      ask={{
        lead: orders.ask(order.kind),
        name: shell.askAboutThis,
        about: orders.name(order.kind, order.reference),
        thing: { kind: "order", id: order.id },
      }}
    >
      <OrderSheets order={order} urls={urls} />
      <AskedAbout asked={asked} to={(id) => paths.request(org, id)} all={paths.requests(org, { state: "open" })} />
      <Following kind="order" state={following} to={paths.followOrder(org, order.id)} />
    </Page>
  );
}
