import type { countOpen } from "../orders-board.ts";
import { paths } from "../../paths.ts";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Props = { counts: ReturnType<typeof countOpen> };

/** How many orders are late and how many wait on their customer, each leading to them. */
export function OrderCounts({ counts }: Props) {
  const { staffOrders } = useText(ordersText);
  return (["late", "waiting"] as const).map((state) =>
    counts[state] ? (
      <a key={state} className="more start" href={paths.staffOrders({ state })}>
        {staffOrders.counted[state](counts[state])}
      </a>
    ) : null,
  );
}
