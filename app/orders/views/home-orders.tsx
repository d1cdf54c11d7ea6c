import type { HomeOrders } from "../home-orders.ts";
import type { OrderSummary } from "../orders.ts";
import { paths } from "../../paths.ts";
import { OrderSentence } from "./order-sentence.tsx";
import { OrderTag } from "./order-tag.tsx";
import { DayIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Props = { org: string; orders: HomeOrders };

/** Orders that wait for the customer or are late, each a line that leads there. */
export function AskingOrders({ org, orders: { asking, waitingCount, lateCount } }: Props) {
  const { homeOrders: words } = useText(ordersText);
  const rest = waitingCount + lateCount - asking.length;
  return (
    <>
      {asking.map((order) =>
        order.status === "waiting" ? (
          <Waiting key={order.id} org={org} order={order} />
        ) : (
          <li key={order.id}>
            <a className="between further" href={paths.order(org, order.id)}>
              <span>
                <DayIn sentence={words.orderLate(order.reference, "{date}")} day={order.promisedDate!} />
              </span>
              <OrderTag order={order} />
            </a>
          </li>
        ),
      )}
      {rest > 0 ? (
        <li>
          <a className="between further" href={paths.orders(org, { status: waitingCount ? "waiting" : "late" })}>
            {words.moreOrders(rest)}
          </a>
        </li>
      ) : null}
    </>
  );
}

/** What is asked for, and the button to where it is given. */
function Waiting({ org, order }: { org: string; order: OrderSummary }) {
  const { homeOrders: words, approval } = useText(ordersText);
  return (
    <li className="between">
      <a href={paths.order(org, order.id)}>{words.orderWaits(order.reference, order.needs!)}</a>
      <a
        className="btn second"
        href={paths.approval(org, order.id, order.needsEventId!)}
        aria-label={words.approveNamed(order.reference)}
      >
        {approval.see}
      </a>
    </li>
  );
}

/** The order that something happened to last: where it stands, and the ways on. */
export function NewestOrder({ org, orders: { newest, count } }: Props) {
  const { homeOrders: words, orders } = useText(ordersText);
  if (!newest) return null;
  return (
    <section className="sheet" aria-labelledby="order">
      <div className="between">
        <h2 id="order">{newest.title}</h2>
        <OrderTag order={newest} />
      </div>
      <p>
        <OrderSentence order={newest} />
      </p>
      <p className="quiet">{orders.name(newest.kind, newest.reference)}</p>
      <div className="row">
        <a className="btn second" href={paths.order(org, newest.id)}>
          {words.seeOrder(newest.kind)}
        </a>
        {count > 1 ? (
          <a className="btn bare" href={paths.orders(org)}>
            {words.all(count)}
          </a>
        ) : null}
      </div>
    </section>
  );
}
