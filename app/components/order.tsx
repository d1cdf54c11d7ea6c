import type { OrderDetail } from "../models/order.ts";
import { OrderFacts } from "./order-facts.tsx";
import { OrderSteps } from "./order-steps.tsx";

/** Where an order's page leads; null where its visitor may not go. */
export type OrderUrls = { allEvents: string; invoice: string | null };

/** An order from its steps down to its details. */
export function OrderSheets({ order, urls }: { order: OrderDetail; urls: OrderUrls }) {
  return (
    <>
      <OrderSteps order={order} allEvents={urls.allEvents} />
      <OrderFacts order={order} invoice={urls.invoice} />
    </>
  );
}
