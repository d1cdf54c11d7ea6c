import type { HomeOrders } from "../home-orders.ts";
import { paths } from "../../paths.ts";
import { ListRow } from "../../ui/list-row.tsx";
import { OrderSentence } from "./order-sentence.tsx";
import { OrderTag } from "./order-tag.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";
import { Reference } from "../../ui/reference.tsx";

type Props = { org: string; orders: HomeOrders };

/** Orders that wait for the customer, each a row that leads to where that is given. */
export function AskingOrders({ org, orders: { waiting, waitingCount } }: Props) {
  const { homeOrders: words } = useText(ordersText);
  const rest = waitingCount - waiting.length;
  return (
    <>
      {waiting.map(({ id, reference, title, needs, needsEventId }) => (
        <ListRow
          key={id}
          to={paths.approval(org, id, needsEventId!)}
          title={words.orderWaits(reference, needs!)}
          sub={title}
        />
      ))}
      {rest > 0 ? <ListRow to={paths.orders(org, { status: "waiting" })} title={words.moreOrders(rest)} /> : null}
    </>
  );
}

/** The orders that are late, and those that something happened to last: where each stands. */
export function NewestOrders({ org, orders: { newest, count } }: Props) {
  const { homeOrders: words, orders } = useText(ordersText);
  if (!newest.length) return null;
  return (
    <section className="head" aria-labelledby="orders">
      <div className="between">
        <h2 id="orders">{orders.title}</h2>
        {count > newest.length ? (
          <a className="more" href={paths.orders(org)}>
            {words.all(count)}
          </a>
        ) : null}
      </div>
      <ul className="sheet flush list">
        {newest.map((order) => (
          <ListRow
            key={order.id}
            to={paths.order(org, order.id)}
            title={order.title}
            value={<OrderTag order={order} />}
            sub={
              <>
                <Reference>{order.reference}</Reference> · <OrderSentence order={order} />
                <Progress progress={order.progress} />
              </>
            }
          />
        ))}
      </ul>
    </section>
  );
}

/** To be seen only: the sentence beside it says the step. */
function Progress({ progress }: Pick<HomeOrders["newest"][number], "progress">) {
  if (!progress) return null;
  return <progress className="track" value={progress.reached} max={progress.of} aria-hidden="true" />;
}
