import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireAnyOrder } from "../orders/access.ts";
import { AskedAbout } from "../requests/views/asked-about.tsx";
import { FollowParcel } from "../orders/views/follow-parcel.tsx";
import { NextStep } from "../orders/views/next-step.tsx";
import { AboutOrder } from "../orders/views/order-facts.tsx";
import { OrderSteps } from "../orders/views/order-steps.tsx";
import { Parcels } from "../orders/views/parcels.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { listAskedAbout } from "../requests/asked-about.ts";
import { findOrderSheets, type HistoryEntry } from "../orders/order.ts";
import { stepsAfter } from "../orders/planned-steps.ts";
import { paths } from "../paths.ts";
import { ordersText } from "../orders/text.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(
  ({ staffOrders }, data: Loaded<typeof loader>) => data?.order.reference ?? staffOrders.title,
  ordersText,
);

export function loader(args: LoaderFunctionArgs) {
  const { staff, order, now } = requireAnyOrder(args);
  const allEvents = new URL(args.request.url).searchParams.get("events") === "all";
  const customer = staff.reading(order.orgId);
  const isOn = args.context.portal.config.features.has("requests");
  return {
    order: findOrderSheets(customer, order.id, now, { allEvents, forStaff: true })!,
    asked: isOn ? listAskedAbout(customer, null, { kind: "order", id: order.id }) : null,
    orgId: order.orgId,
    orgName: order.orgName,
    next: stepsAfter(order.plan, order.events)[0] ?? null,
  };
}

export default function StaffOrder() {
  const { order, asked, orgId, orgName, next } = useLoaderData<typeof loader>();
  const { staffOrders: words, staffRequests } = useText(ordersText, requestsText);
  return (
    <Page
      title={order.title}
      lead={
        <>
          {order.reference} ·{" "}
          <a href={paths.staffCustomer(orgId)}>
            <bdi>{orgName}</bdi>
          </a>
        </>
      }
      back={{ to: paths.staffOrders(), name: words.back }}
      ask={{ about: order.reference }}
    >
      <NextStep order={order} next={next} />
      <AskedAbout
        asked={asked}
        to={(id) => paths.staffRequest(id)}
        all={paths.staffRequests()}
        statuses={staffRequests.statuses}
      />
      {order.tracking?.trackingUrl ? (
        <div className="row">
          <FollowParcel tracking={order.tracking} />
        </div>
      ) : null}
      <Parcels order={order} forStaff />
      <OrderSteps
        order={order}
        allEvents={paths.staffOrderEvents(order.id)}
        file={(file) => paths.staffOrderFile(order.id, file)}
        teller={(entry) => <Teller order={order.id} entry={entry} />}
      />
      <AboutOrder order={order} invoice={null} />
      <div className="row">
        <a className="btn second" href={paths.editOrder(order.id)}>
          {words.edit}
        </a>
        <a className="btn second" href={paths.moveOrder(order.id)}>
          {words.move}
        </a>
        <a className="btn bare" href={paths.cancelOrder(order.id)}>
          {order.cancelled ? words.reopen : words.cancel}
        </a>
      </div>
    </Page>
  );
}

/** Who told a step, and the way to take back what nobody answered. */
function Teller({ order, entry }: { order: string; entry: HistoryEntry }) {
  const { staffOrders: words } = useText(ordersText);
  const { source, actor, eventId, name, answer } = entry;
  return (
    <>
      <small>{words.teller[source](actor)}</small>
      {answer ? null : (
        <a className="more start" href={paths.removeOrderEvent(order, eventId)} aria-label={words.takeBackNamed(name)}>
          {words.takeBack}
        </a>
      )}
    </>
  );
}
