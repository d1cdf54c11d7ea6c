import type { OrderSummary } from "../orders.ts";
import { paths } from "../../paths.ts";
import { usePartly } from "./order-sentence.tsx";
import { OrderTag } from "./order-tag.tsx";
import { DayIn, TimeIn } from "../../ui/time.tsx";
import { Heads } from "../../ui/heads.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";
import { Reference } from "../../ui/reference.tsx";

/** Orders as rows a thumb can hit: what, where it stands, and the day that counts. */
export function OrderList({ org, orders }: { org: string; orders: OrderSummary[] }) {
  const { heads } = useText(ordersText).orders;
  return (
    <ul className="sheet flush list ruled">
      <Heads names={heads} />
      {orders.map((order) => (
        <li key={order.id}>
          <a className="main" href={paths.order(org, order.id)}>
            <Lines order={order} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function Lines({ order }: { order: OrderSummary }) {
  const said = usePartly(order) ?? order.stepName;
  return (
    <>
      <span>
        <b>{order.title}</b>
        <OrderTag order={order} />
      </span>
      <span>
        <small>
          <Reference>{order.reference}</Reference>
          {said ? ` · ${said}` : null}
        </small>
        <small>
          <When order={order} />
        </small>
      </span>
    </>
  );
}

function When({ order: { status, doneAt, promisedDate, isOverdue, cancelledAt } }: { order: OrderSummary }) {
  const { orders } = useText(ordersText);
  if (status === "cancelled")
    return cancelledAt === null ? null : <TimeIn sentence={orders.cancelledOn} at={cancelledAt} as="near" />;
  if (doneAt !== null) return <TimeIn sentence={orders.doneOn} at={doneAt} as="near" />;
  if (promisedDate === null) return null;
  return <DayIn sentence={isOverdue ? orders.wasPromised : orders.promised} day={promisedDate} />;
}
