import type { OrderDetail } from "../order.ts";
import { DayIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";
import { Reference } from "../../ui/reference.tsx";

/** What an order is, and, where the heading does not say it, the day it is promised for. */
export function OrderLead({ order }: { order: OrderDetail }) {
  const { orders } = useText(ordersText);
  const { title, reference, status, changeAsked, promisedDate, isOverdue, cancelReason } = order;
  const isSaidAbove = status !== "waiting" && !(status === "on-track" && changeAsked);
  return (
    <>
      <span className="under">
        {title} · <Reference>{reference}</Reference>
      </span>
      {cancelReason ? <span className="under">{cancelReason}</span> : null}
      {promisedDate !== null && !isSaidAbove ? (
        <span className="under">
          <DayIn sentence={isOverdue ? orders.hadPromised : orders.promised} day={promisedDate} as="weekday" />
        </span>
      ) : null}
    </>
  );
}
