import type { OrderDetail } from "../order.ts";
import { DayIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

/** What an order is, and, where the heading does not say it, the day it is promised for. */
export function OrderLead({ order }: { order: OrderDetail }) {
  const { orders } = useText(ordersText);
  const { title, reference, status, changeAsked, promisedDate, cancelReason } = order;
  return (
    <>
      <span className="under">{`${title} · ${reference}`}</span>
      {cancelReason ? <span className="under">{cancelReason}</span> : null}
      {(status === "waiting" || changeAsked) && promisedDate !== null ? (
        <span className="under">
          <DayIn sentence={orders.promised} day={promisedDate} as="weekday" />
        </span>
      ) : null}
    </>
  );
}
