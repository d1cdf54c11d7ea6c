import type { Step } from "../order-steps.ts";
import type { AnyOrder } from "../orders-by-staff.ts";
import { paths } from "../../paths.ts";
import { OrderTag } from "./order-tag.tsx";
import { DayIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Props = {
  order: Pick<AnyOrder, "id" | "status" | "changeAsked" | "step" | "promisedDate" | "needs" | "cancelled">;
  next: Step | null;
};

/** Where an order stands, and the one big button to its next step. */
export function NextStep({ order, next }: Props) {
  const { staffOrders: words } = useText(ordersText);
  const { id, changeAsked, promisedDate, needs, cancelled } = order;
  return (
    <section className="sheet" aria-label={words.state}>
      <div className="between">
        <OrderTag order={order} words={words.tags} />
        <span>
          {promisedDate ? <DayIn sentence={words.promised} day={promisedDate} as="weekday" /> : words.noPromise}
        </span>
      </div>
      {needs ? <p>{words.needs(needs)}</p> : null}
      {changeAsked ? <p>{words.changeAsked}</p> : null}
      {cancelled ? null : (
        <>
          {next ? (
            <a className="btn" href={paths.newOrderEvent(id, next.key)}>
              {words.mark(next.name)}
            </a>
          ) : null}
          <div className="row fill">
            <a className="btn second" href={paths.newOrderEvent(id)}>
              {words.otherStep}
            </a>
            <a className="btn second" href={paths.newOrderEvent(id, "waiting")}>
              {words.askCustomer}
            </a>
          </div>
        </>
      )}
    </section>
  );
}
