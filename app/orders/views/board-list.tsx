import type { listBoard } from "../orders-board.ts";
import { paths } from "../../paths.ts";
import { usePartly } from "./order-sentence.tsx";
import { OrderTag } from "./order-tag.tsx";
import { DayIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Row = ReturnType<typeof listBoard>["orders"][number];

/** Orders of everybody's, a line or three each. */
export function BoardList({ orders }: { orders: Row[] }) {
  return (
    <ul className="sheet flush list">
      {orders.map((order) => (
        <li key={order.id}>
          <a className="main" href={paths.staffOrder(order.id)}>
            <Lines order={order} />
          </a>
        </li>
      ))}
    </ul>
  );
}

function Lines({ order }: { order: Row }) {
  const { staffOrders: words } = useText(ordersText);
  const partly = usePartly(order);
  const { reference, title, orgName, promisedDate, needs, step } = order;
  return (
    <>
      <span>
        <b>{title}</b>
        <OrderTag order={order} words={words.tags} />
      </span>
      <small>
        {reference} · {orgName}
      </small>
      <small>
        {needs ? words.needs(needs) : (partly ?? step ?? words.noStep)}
        {" · "}
        {promisedDate ? <DayIn sentence={words.promised} day={promisedDate} /> : words.noPromise}
      </small>
    </>
  );
}
