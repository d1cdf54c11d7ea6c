import type { OrderDetail } from "../order.ts";
import { DayIn, TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Promises = OrderDetail["promises"];
const movesShown = 2;

/** How a promised day was moved, the last change first. */
export function OrderMoves({ promises }: { promises: Promises }) {
  const { orders } = useText(ordersText);
  const moves = promises.slice(1).map((promise, at) => ({ ...promise, from: promises[at]!.promisedDate }));
  const [newest, earlier] = [moves.reverse().slice(0, movesShown), moves.slice(movesShown)];
  return (
    <>
      {newest.map(toLine)}
      {earlier.length ? (
        <details className="rest">
          <summary>{orders.earlierMoves(earlier.length)}</summary>
          {earlier.map(toLine)}
        </details>
      ) : null}
    </>
  );
}

type Move = Promises[number] & { from: string | null };
const toLine = (move: Move) => <Line key={move.statedAt} move={move} />;

function Line({ move: { from, statedAt } }: { move: Move }) {
  const { moved } = useText(ordersText).orders;
  return (
    <small className="under">
      {from === null ? moved.wasNone : <DayIn sentence={moved.was} day={from} />}{" "}
      <TimeIn sentence={moved.on} at={statedAt} as="near" />
    </small>
  );
}
