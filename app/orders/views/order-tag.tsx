import type { OrderStatus } from "../order-status.ts";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Props = {
  status: OrderStatus;
  /** What its reader calls the states; a customer's words without it. */
  words?: Record<OrderStatus, string>;
};

/** An order's state as the words it has everywhere. */
export function OrderTag({ status, words }: Props) {
  const { orders } = useText(ordersText);
  return (
    <span className="tag" data-status={status}>
      {(words ?? orders.status)[status]}
    </span>
  );
}
