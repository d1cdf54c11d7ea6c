import type { listLeftWaiting } from "../orders-board.ts";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

/** Orders that were not marked among others since they wait for their customer, each with the way to it. */
export function LeftWaiting({ left }: { left: ReturnType<typeof listLeftWaiting> }) {
  const { staffBoard: words } = useText(ordersText);
  if (!left.length) return null;
  return (
    <div className="sheet tight wide">
      <p>{words.leftWaiting}</p>
      <ul className="plain">
        {left.map(({ id, reference, needs }) => (
          <li key={id}>
            <a className="more start" href={paths.staffOrder(id)}>
              <bdi>{words.asked(reference, needs!)}</bdi>
            </a>
          </li>
        ))}
      </ul>
      <p className="quiet">{words.goOnWithout}</p>
    </div>
  );
}
