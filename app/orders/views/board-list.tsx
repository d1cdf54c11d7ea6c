import type { listBoard } from "../orders-board.ts";
import type { BoardFilter } from "../board-filter.ts";
import type { OrderKind } from "#db/schema/orders.ts";
import type { Step } from "../order-steps.ts";
import { paths } from "../../paths.ts";
import { usePartly } from "./order-sentence.tsx";
import { OrderTag } from "./order-tag.tsx";
import { Hidden } from "../../ui/form.tsx";
import { Day } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";
import { Reference } from "../../ui/reference.tsx";

type Row = ReturnType<typeof listBoard>["orders"][number];
type Props = {
  orders: Row[];
  steps: { kind: OrderKind; steps: Step[] }[];
  /** Where the board stands, to come back there. */
  place: BoardFilter & { after: string | null };
  once: string;
  /** The ids that were ticked before. */
  ticked: string[];
};

/** Everybody's orders in one form: a table at a desk; each with its next step, or several marked as one. */
export function BoardList({ orders, steps, place, once, ticked }: Props) {
  const { staffBoard: words } = useText(ordersText);
  const columns = [words.order, words.customer, words.step, words.promised, words.late, words.next];
  return (
    <form className="head wide" method="post" action={paths.markOrders()}>
      {Object.entries({ ...place, once }).map(([name, value]) => (
        <Hidden key={name} name={name} value={value} />
      ))}
      <BulkStep steps={steps} />
      <small>{words.bulkHint}</small>
      <table className="sheet rows board">
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <BoardRow
              key={order.id}
              order={order}
              board={paths.staffOrders(place)}
              isTicked={ticked.includes(order.id)}
            />
          ))}
        </tbody>
      </table>
    </form>
  );
}

function BulkStep({ steps }: Pick<Props, "steps">) {
  const { staffBoard: words, staffOrders } = useText(ordersText);
  return (
    <fieldset className="choices bulk">
      <legend className="vh">{words.bulk}</legend>
      <div className="field">
        <label htmlFor="step">{words.as}</label>
        <select id="step" name="step" defaultValue="">
          <option value="">{words.chooseStep}</option>
          {steps.map((one) => (
            <optgroup key={one.kind} label={staffOrders.kinds[one.kind]}>
              {one.steps.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <button className="btn second" type="submit">
        {words.mark}
      </button>
    </fieldset>
  );
}

function BoardRow({ order, board, isTicked }: { order: Row; board: string; isTicked: boolean }) {
  const { staffOrders, staffBoard: words } = useText(ordersText);
  const partly = usePartly(order);
  const { id, reference, title, orgName, promisedDate, needs, step, next, mayCorrect, daysLate } = order;
  return (
    <tr>
      <td className="tick">
        <label>
          <input type="checkbox" name="order" value={id} defaultChecked={isTicked} />
          <span className="vh">{words.tick(reference)}</span>
        </label>
      </td>
      <th scope="row">
        <a href={paths.staffOrder(id)}>
          <bdi>{title}</bdi>
        </a>
        <small>
          <Reference>{reference}</Reference>
        </small>
      </th>
      <td>
        <bdi>{orgName}</bdi>
      </td>
      <td>
        <OrderTag order={order} words={staffOrders.tags} />
        <small className="under">{needs ? staffOrders.needs(needs) : (partly ?? step ?? staffOrders.noStep)}</small>
      </td>
      <td data-label={`${words.promised}:`}>{promisedDate ? <Day day={promisedDate} as="shortDate" /> : "–"}</td>
      <td data-label={daysLate ? `${words.late}:` : undefined}>{daysLate ? words.days(daysLate) : null}</td>
      <td>
        {next && needs ? (
          <a
            className="btn second"
            href={paths.newOrderEvent(id, next.key)}
            aria-label={words.markOne(reference, next.name)}
          >
            {next.name}
          </a>
        ) : next ? (
          <button
            className="btn second"
            name="next"
            value={`${id} ${next.key}`}
            aria-label={words.markOne(reference, next.name)}
          >
            {next.name}
          </button>
        ) : null}
        {mayCorrect ? (
          <a
            className="more start"
            href={paths.removeOrderEvent(id, undefined, board)}
            aria-label={words.undoNamed(reference)}
          >
            {words.undo}
          </a>
        ) : null}
      </td>
    </tr>
  );
}
