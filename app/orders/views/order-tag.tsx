import { taggedStatus, type Tagged, type TaggedStatus } from "../order-status.ts";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Props = {
  order: Tagged;
  /** What its reader calls the states; a customer's words without it. */
  words?: Record<TaggedStatus, string>;
};

/** An order's state as the words it has everywhere. */
export function OrderTag({ order, words }: Props) {
  const { orders } = useText(ordersText);
  const status = taggedStatus(order);
  return (
    <span className="tag" data-status={status}>
      {(words ?? orders.tags)[status]}
    </span>
  );
}
