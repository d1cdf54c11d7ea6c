import type { ReactNode } from "react";
import type { OrderDetail } from "../order.ts";
import { WaitsForYou } from "./approval.tsx";
import { FollowParcel } from "./follow-parcel.tsx";
import { AboutOrder } from "./order-facts.tsx";
import { OrderSteps } from "./order-steps.tsx";
import { Parcels } from "./parcels.tsx";
import { AskLink } from "../../ui/page.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";
import { portalText } from "../../text/portal.ts";

/** Where an order's page leads; null where its visitor may not go. */
export type OrderUrls = {
  allEvents: string;
  calendar: string;
  invoice: string | null;
  approval: (event: string) => string;
  file: (file: string) => string;
  /** By what a parcel, or without its number the order, is followed; null: by the carrier's own address. */
  parcel: ((parcel?: number) => string) | null;
};
/** `waits` is shown in place of the way to where what it waits for is given. */
type Props = { order: OrderDetail; urls: OrderUrls; waits?: ReactNode };

/** An order from what it waits for and its steps down to its details. */
export function OrderSheets({ order, urls, waits }: Props) {
  return (
    <>
      {waits ??
        (order.status === "waiting" ? (
          <WaitsForYou note={order.asks?.note ?? null} approval={urls.approval(order.needsEventId!)} />
        ) : null)}
      <WaysOn order={order} urls={urls} />
      <div className="sides">
        <Parcels order={order} by={urls.parcel} />
        <div className="body">
          <OrderSteps order={order} allEvents={urls.allEvents} file={urls.file} />
        </div>
        <AboutOrder order={order} invoice={urls.invoice} />
      </div>
    </>
  );
}

/** What can be done at once: follow the parcel, note the day, ask where it is late; and of what has come first say what is wrong with it. */
function WaysOn({ order, urls: { calendar, parcel } }: Pick<Props, "order" | "urls">) {
  const { orders, shell } = useText(ordersText, portalText);
  const { id, tracking, status, kind, reference } = order;
  const isPromised = status === "on-track" && order.promisedDate !== null;
  const asks = { late: shell.askAboutThis, done: orders.report };
  const toAsk = status === "late" || status === "done" ? asks[status] : null;
  if (!tracking?.trackingUrl && !toAsk && !isPromised) return null;
  const asking = toAsk ? (
    <AskLink className="btn second" about={orders.name(kind, reference)} thing={{ kind: "order", id }}>
      {toAsk}
    </AskLink>
  ) : null;
  return (
    <div className="row">
      {status === "done" ? asking : null}
      {tracking ? <FollowParcel tracking={tracking} by={parcel?.()} /> : null}
      {isPromised ? (
        <a className="btn second" href={calendar}>
          {orders.addToCalendar}
        </a>
      ) : null}
      {status === "late" ? asking : null}
    </div>
  );
}
