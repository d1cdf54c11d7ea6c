import type { OrderDetail } from "../order.ts";
import type { OrderSummary } from "../orders.ts";
import { DayIn, TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Facts = Pick<
  OrderSummary,
  "status" | "kind" | "needs" | "changeAsked" | "promisedDate" | "doneAt" | "cancelledAt"
> &
  Pick<OrderDetail, "stepName" | "parcels" | "parcelsDelivered">;

/** Where an order stands and when it comes, in one sentence. */
export function OrderSentence({ order }: { order: Facts }) {
  const { sentence } = useText(ordersText).orders;
  const partly = usePartly(order);
  const { status, kind, needs, promisedDate, doneAt, cancelledAt, stepName } = order;
  if (status === "cancelled") {
    const said = sentence.cancelled(kind, cancelledAt !== null);
    return cancelledAt === null ? said : <TimeIn sentence={said} at={cancelledAt} as="weekday" />;
  }
  if (status === "waiting") return sentence.waiting(needs!);
  if (status === "done") return <TimeIn sentence={sentence.done(stepName)} at={doneAt!} as="weekday" />;
  if (order.changeAsked) return sentence.changeAsked;
  if (promisedDate === null) return sentence["on-track"](kind, partly ?? stepName, false);
  const said = status === "late" ? sentence.late(partly) : sentence["on-track"](kind, partly ?? stepName, true);
  return <DayIn sentence={said} day={promisedDate} as="weekday" />;
}

/** How many of an open order's parcels are delivered, in words; null while none or once all are. */
export function usePartly({
  status,
  parcels,
  parcelsDelivered,
}: Pick<Facts, "status" | "parcels" | "parcelsDelivered">) {
  const { orders } = useText(ordersText);
  const isOpen = status !== "done" && status !== "cancelled";
  const isPartly = isOpen && parcelsDelivered > 0 && parcelsDelivered < parcels;
  return isPartly ? orders.parcelsDelivered(parcelsDelivered, parcels) : null;
}
