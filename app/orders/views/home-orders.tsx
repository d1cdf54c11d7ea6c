import type { HomeOrders } from "../home-orders.ts";
import { paths } from "../../paths.ts";
import { ListRow } from "../../ui/list-row.tsx";
import { OrderSentence, usePartly } from "./order-sentence.tsx";
import { OrderTag } from "./order-tag.tsx";
import { DayIn } from "../../ui/time.tsx";
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
      {waiting.map(({ id, reference, title, needs, needsEventId, thumbnail }) => (
        <ListRow
          key={id}
          to={paths.approval(org, id, needsEventId!)}
          title={words.orderWaits(reference, needs!)}
          sub={title}
          picture={thumbnail ? { src: paths.orderFile(org, id, thumbnail.id), alt: thumbnail.name } : undefined}
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
                <Reference>{order.reference}</Reference> · <Standing order={order} />
                <Progress order={order} />
              </>
            }
          />
        ))}
      </ul>
    </section>
  );
}

type Row = { order: HomeOrders["newest"][number] };

/** Where it stands and when it comes: its state and its step are said beside it. */
function Standing({ order }: Row) {
  const { homeOrders: words, orders } = useText(ordersText);
  const partly = usePartly(order);
  const { status, kind, promisedDate, changeAsked, progress, stepName } = order;
  if (changeAsked || (status !== "late" && !progress)) return <OrderSentence order={order} />;
  const where = partly ?? (progress ? null : stepName);
  if (promisedDate === null) return where ?? orders.noDate;
  return <DayIn sentence={words.when(kind, where, status === "late")} day={promisedDate} as="weekday" />;
}

/** How far it is along its steps, in words for who doesn't see the bar. */
function Progress({ order: { progress, stepName } }: Row) {
  const { homeOrders: words } = useText(ordersText);
  if (!progress) return null;
  const { reached, of } = progress;
  return (
    <>
      <br />
      {words.step(reached, of, stepName)}
      <progress className="track" value={reached} max={of} aria-hidden="true" />
    </>
  );
}
