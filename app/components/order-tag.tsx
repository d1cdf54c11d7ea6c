import type { OrderStatus } from "../models/order-status.ts";
import { useText } from "./use.ts";

/** An order's state as the words it has everywhere. */
export function OrderTag({ status }: { status: OrderStatus }) {
  return (
    <span className="tag" data-status={status}>
      {useText().orders.status[status]}
    </span>
  );
}
