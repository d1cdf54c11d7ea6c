import type { OrderDetail } from "../models/order.ts";
import { WaitsForYou } from "./approval.tsx";
import { OrderFacts } from "./order-facts.tsx";
import { OrderSteps } from "./order-steps.tsx";

/** Where an order's page leads; null where its visitor may not go. */
export type OrderUrls = { allEvents: string; invoice: string | null; approval: (event: string) => string };

/** An order from what it waits for and its steps down to its details. */
export function OrderSheets({ order, urls }: { order: OrderDetail; urls: OrderUrls }) {
  return (
    <>
      {order.status === "waiting" ? (
        <WaitsForYou note={order.asks?.note ?? null} approval={urls.approval(order.needsEventId!)} />
      ) : null}
      <OrderSteps order={order} allEvents={urls.allEvents} />
      <OrderFacts order={order} invoice={urls.invoice} />
    </>
  );
}
