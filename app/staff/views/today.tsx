import type { ReactNode } from "react";
import { ordersText } from "../../orders/text.ts";
import type { listBoard } from "../../orders/orders-board.ts";
import { paths } from "../../paths.ts";
import { Icon } from "../../ui/icon.tsx";
import { DayIn, Time } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import type { FailedPayment, LateOrder, NewlyLost, Yesterday } from "../today.ts";
import { staffText } from "../text.ts";
import { Reference } from "../../ui/reference.tsx";

type SectionProps = { id: string; title: string; all?: { to: string; name: string } | null; children: ReactNode };

/** What to do of a kind, each row leading straight to it, and the way to all of them. */
export function ToDo({ id, title, all, children }: SectionProps) {
  return (
    <section className="head" aria-labelledby={id}>
      <div className="between">
        <h2 id={id}>{title}</h2>
        {all ? (
          <a className="more" href={all.to}>
            {all.name}
          </a>
        ) : null}
      </div>
      {children}
    </section>
  );
}

export function LateOrders({ orders, count }: { orders: LateOrder[]; count: number }) {
  const { staffToday: words } = useText(staffText);
  if (!orders.length) return null;
  const all = { to: paths.staffOrders({ state: "late" }), name: words.all(count) };
  return (
    <ToDo id="late" title={words.lateOrders} all={all}>
      <ul className="sheet flush list">
        {orders.map(({ id, title, reference, orgName, days }) => (
          <li key={id}>
            <a className="main" href={paths.staffOrder(id)}>
              <span>
                <b>
                  <bdi>{title}</bdi>
                </b>
                <span className="tag" data-status="late">
                  {words.daysLate(days)}
                </span>
              </span>
              <small>
                <Reference>{reference}</Reference> · <bdi>{orgName}</bdi>
              </small>
            </a>
          </li>
        ))}
      </ul>
    </ToDo>
  );
}

type Waiting = ReturnType<typeof listBoard>["orders"];

/** Orders that wait for what was asked of their customer. */
export function WaitingOrders({ orders, count }: { orders: Waiting; count: number }) {
  const { staffToday: words, staffOrders } = useText(ordersText, staffText);
  if (!orders.length) return null;
  const all = { to: paths.staffOrders({ state: "waiting" }), name: words.all(count) };
  return (
    <ToDo id="approvals" title={words.approvals} all={all}>
      <ul className="sheet flush list">
        {orders.map(({ id, title, reference, orgName, needs, promisedDate }) => (
          <li key={id}>
            <a className="main" href={paths.staffOrder(id)}>
              <b>
                <bdi>{title}</bdi>
              </b>
              <span>{staffOrders.needs(needs ?? "")}</span>
              <small>
                <Reference>{reference}</Reference> · <bdi>{orgName}</bdi>
                {promisedDate ? (
                  <>
                    {" · "}
                    <DayIn sentence={staffOrders.promised} day={promisedDate} />
                  </>
                ) : null}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </ToDo>
  );
}

export function FailedPayments({ payments }: { payments: FailedPayment[] }) {
  const { staffToday: words } = useText(staffText);
  const { money } = useFormat();
  if (!payments.length) return null;
  const all = { to: paths.staffCustomers({ show: "owes" }), name: words.more };
  return (
    <ToDo id="payments" title={words.payments} all={all}>
      <ul className="sheet flush list">
        {payments.map(({ id, number, amount, currency, orgId, orgName }) => (
          <li key={id}>
            <a className="main" href={paths.staffCustomer(orgId)}>
              <span>
                <b>
                  <bdi>{orgName}</bdi>
                </b>
                <b className="n">{money(amount, currency)}</b>
              </span>
              <small>{number ?? id}</small>
            </a>
          </li>
        ))}
      </ul>
    </ToDo>
  );
}

export function NewlyLostMails({ mails }: { mails: NewlyLost[] }) {
  const { staffToday: words } = useText(staffText);
  if (!mails.length) return null;
  const all = { to: paths.staffCustomers({ show: "mail-comes-back" }), name: words.allLost };
  return (
    <ToDo id="lost" title={words.lost} all={all}>
      <ul className="sheet flush list">
        {mails.map(({ id, title, to, orgId, orgName, at }) => (
          <li key={id}>
            <a className="main" href={orgId === null ? paths.staffHealth() : paths.staffCustomer(orgId)}>
              <b>{title}</b>
              <span>{words.lostTo(to)}</span>
              <small>
                {orgName === null ? null : <bdi>{orgName} · </bdi>}
                <Time at={at} as="shortDate" />
              </small>
            </a>
          </li>
        ))}
      </ul>
    </ToDo>
  );
}

/** What went well; nothing where nothing happened. */
export function WentWell({ yesterday }: { yesterday: Yesterday }) {
  const { staffToday: words } = useText(staffText);
  const lines = words.went(yesterday);
  if (!lines.length) return null;
  return (
    <section className="sheet" aria-labelledby="yesterday">
      <h2 id="yesterday">{words.yesterday}</h2>
      <ul className="went">
        {lines.map((line) => (
          <li key={line}>
            <Icon name="check" />
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
