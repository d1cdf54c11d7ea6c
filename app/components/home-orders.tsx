import type { HomeOrders } from "../models/home-orders.ts";
import type { OrderSummary } from "../models/orders.ts";
import { paths } from "../paths.ts";
import { OrderSentence } from "./order-sentence.tsx";
import { OrderTag } from "./order-tag.tsx";
import { DayIn } from "./time.tsx";
import { useText } from "./use.ts";

type Props = { org: string; orders: HomeOrders };

/** Orders that wait for the customer or are late, each a line that leads there. */
export function AskingOrders({ org, orders: { asking, waitingCount, lateCount } }: Props) {
  const { home } = useText();
  const rest = waitingCount + lateCount - asking.length;
  return (
    <>
      {asking.map((order) => (
        <li key={order.id}>
          <a className="between further" href={paths.order(org, order.id)}>
            <span>
              <Asks order={order} />
            </span>
            <OrderTag status={order.status} />
          </a>
        </li>
      ))}
      {rest > 0 ? (
        <li>
          <a className="between further" href={paths.orders(org, { status: waitingCount ? "waiting" : "late" })}>
            {home.moreOrders(rest)}
          </a>
        </li>
      ) : null}
    </>
  );
}

function Asks({ order: { reference, status, needs, promisedDate } }: { order: OrderSummary }) {
  const { home } = useText();
  if (status === "waiting") return home.orderWaits(reference, needs!);
  return <DayIn sentence={home.orderLate(reference, "{date}")} day={promisedDate!} />;
}

/** The order that something happened to last: where it stands, and the ways on. */
export function NewestOrder({ org, orders: { newest, count } }: Props) {
  const { home, orders } = useText();
  if (!newest) return null;
  return (
    <section className="sheet" aria-labelledby="order">
      <div className="between">
        <h2 id="order">{newest.title}</h2>
        <OrderTag status={newest.status} />
      </div>
      <p>
        <OrderSentence order={newest} />
      </p>
      <p className="quiet">{orders.name(newest.kind, newest.reference)}</p>
      <div className="row">
        <a className="btn second" href={paths.order(org, newest.id)}>
          {home.seeOrder(newest.kind)}
        </a>
        {count > 1 ? (
          <a className="btn bare" href={paths.orders(org)}>
            {home.all(count)}
          </a>
        ) : null}
      </div>
    </section>
  );
}
