import type { ReactNode } from "react";
import type { HistoryEntry, OrderDetail } from "../order.ts";
import { Parcel } from "./follow-parcel.tsx";
import { StepFiles } from "./step-files.tsx";
import { OrderTag } from "./order-tag.tsx";
import { DayIn, Time, TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Props = {
  order: OrderDetail;
  allEvents: string;
  file: (file: string) => string;
  /** Says who told a step, to staff, and lets them take back what is theirs; they read the state elsewhere. */
  teller?: (entry: HistoryEntry) => ReactNode;
};

/** What happened, the oldest first, where it is now, and what comes next. */
export function OrderSteps({ order, allEvents, file, teller }: Props) {
  const { orders } = useText(ordersText);
  const { history, eventCount, open } = order;
  const hidden = eventCount - history.length;
  if (!eventCount && !order.ahead.last) return null;
  return (
    <section className="sheet" aria-labelledby="steps">
      <div className="between">
        <h2 id="steps">{orders.steps}</h2>
        {teller ? null : <OrderTag order={order} />}
      </div>
      {hidden ? (
        <a className="more start" href={allEvents}>
          {orders.earlier(hidden)}
        </a>
      ) : null}
      <ol className="steps">
        {history.map((entry, at) => (
          <Past
            key={entry.eventId}
            entry={entry}
            isNow={open && at === history.length - 1 && entry.answer?.decision !== "approved"}
            by={teller?.(entry)}
          >
            <StepFiles files={entry.files} to={file} />
          </Past>
        ))}
        <Cancelled order={order} />
        <Ahead order={order} />
      </ol>
    </section>
  );
}

type PastProps = { entry: HistoryEntry; isNow: boolean; by?: ReactNode; children: ReactNode };

function Past({ entry, isNow, by, children }: PastProps) {
  const { orders } = useText(ordersText);
  const { name, needs, note, carrier, trackingNumber, answer, parcelNumber } = entry;
  return (
    <li data-state={isNow ? "now" : "done"} aria-current={isNow ? "step" : undefined}>
      <div className="between">
        <b>{name ?? orders.asked(needs)}</b>
        <Time at={entry.occurredAt} as={isNow && by ? "dateTime" : "near"} />
      </div>
      {name && needs ? <small>{orders.asked(needs)}</small> : null}
      {note ? <small>{note}</small> : null}
      {children}
      {parcelNumber ? <small>{orders.parcel(parcelNumber)}</small> : null}
      {(carrier ?? trackingNumber) ? (
        <small>
          <Parcel carrier={carrier} trackingNumber={trackingNumber} />
        </small>
      ) : null}
      {answer ? (
        <small>
          <Answered answer={answer} />
        </small>
      ) : null}
      {by}
    </li>
  );
}

/** Who answered what was asked, when, and with which words. */
export function Answered({ answer: { decision, at, by } }: { answer: NonNullable<HistoryEntry["answer"]> }) {
  const { orders } = useText(ordersText);
  return (
    <>
      <TimeIn sentence={orders.answered[decision](by?.email ?? null)} at={at} as="dateTime" />
      {by?.note ? `: ${by.note}` : null}
    </>
  );
}

/** That it goes no further, and why. */
function Cancelled({ order: { cancelled, cancelledAt, cancelReason } }: { order: OrderDetail }) {
  const { tags } = useText(ordersText).orders;
  if (!cancelled) return null;
  return (
    <li data-state="done">
      <div className="between">
        <b>{tags.cancelled}</b>
        {cancelledAt === null ? null : <Time at={cancelledAt} as="near" />}
      </div>
      {cancelReason ? <small>{cancelReason}</small> : null}
    </li>
  );
}

function Ahead({ order: { ahead, promisedDate, isOverdue } }: { order: OrderDetail }) {
  const { orders } = useText(ordersText);
  const { next, between, last } = ahead;
  if (last === null) return null;
  const promise = isOverdue ? orders.wasPromised : orders.expected;
  return (
    <>
      {next.map((name, at) => (
        <li key={at} data-state="next">
          <div className="between">{name}</div>
        </li>
      ))}
      {between ? (
        <li data-state="next">
          <div className="between">{orders.between(between)}</div>
        </li>
      ) : null}
      <li data-state="next">
        <div className="between">
          <span>{last}</span>
          {promisedDate === null ? null : (
            <small>
              <DayIn sentence={promise} day={promisedDate} />
            </small>
          )}
        </div>
      </li>
    </>
  );
}
