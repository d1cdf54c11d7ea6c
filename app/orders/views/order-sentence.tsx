import type { OrderDetail } from "../order.ts";
import type { OrderSummary } from "../orders.ts";
import { DayIn, TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Facts = Pick<OrderSummary, "status" | "kind" | "needs" | "promisedDate" | "doneAt"> &
  Pick<OrderDetail, "stepName">;

/** Where an order stands and when it comes, in one sentence. */
export function OrderSentence({ order }: { order: Facts }) {
  const { sentence } = useText(ordersText).orders;
  const { status, kind, needs, promisedDate, doneAt, stepName } = order;
  if (status === "cancelled") return sentence.cancelled(kind);
  if (status === "waiting") return sentence.waiting(needs!);
  if (status === "done") return <TimeIn sentence={sentence.done(stepName)} at={doneAt!} as="weekday" />;
  if (promisedDate === null) return sentence["on-track"](kind, stepName, false);
  const said = status === "late" ? sentence.late : sentence["on-track"](kind, stepName, true);
  return <DayIn sentence={said} day={promisedDate} as="weekday" />;
}
