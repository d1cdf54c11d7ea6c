import type { ReactNode } from "react";
import type { findCustomerPage, LostMail } from "../customer-page.ts";
import { InvoiceTag } from "../../billing/views/invoice-tag.tsx";
import { stripePage } from "../../billing/views/stripe-page.ts";
import { notificationsText } from "../../notifications/text.ts";
import { ordersText } from "../../orders/text.ts";
import { OrderTag } from "../../orders/views/order-tag.tsx";
import { paths } from "../../paths.ts";
import { requestsText } from "../../requests/text.ts";
import { RequestTag } from "../../requests/views/request-tag.tsx";
import { requestReference } from "../../text/request-reference.ts";
import { PostButton } from "../../ui/form.tsx";
import { DayIn, Time } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";
import { Reference } from "../../ui/reference.tsx";

type CustomerPage = NonNullable<ReturnType<typeof findCustomerPage>>;
type Row = { key: string; to: string; title: ReactNode; tag: ReactNode; under: ReactNode };

/** What a customer has of a kind, each leading to itself; a sentence where there is none. */
function Records({ id, title, none, rows, children }: RecordsProps) {
  return (
    <section className="head" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows.length ? (
        <ul className="sheet flush list">
          {rows.map(({ key, to, title, tag, under }) => (
            <li key={key}>
              <a className="main" href={to}>
                <span>
                  <b>{title}</b>
                  {tag}
                </span>
                <small>{under}</small>
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p className="quiet">{none}</p>
      )}
      {children}
    </section>
  );
}

type RecordsProps = { id: string; title: string; none: string; rows: Row[]; children?: ReactNode };

export function CustomerInvoices({ invoices }: NonNullable<CustomerPage["billing"]>) {
  const { staffCustomer: words } = useText(staffText);
  const { money } = useFormat();
  const rows = invoices.map((invoice) => ({
    key: invoice.id,
    to: stripePage(invoice.id),
    title: invoice.number ?? invoice.id,
    tag: <InvoiceTag invoice={invoice} />,
    under: (
      <>
        {money(invoice.payable ? invoice.amountRemaining : invoice.total, invoice.currency)} ·{" "}
        <Time at={invoice.issuedAt} as="shortDate" />
      </>
    ),
  }));
  return <Records id="invoices" title={words.invoicesTitle} none={words.noInvoices} rows={rows} />;
}

export function CustomerOrders({
  orders,
  customer,
}: {
  orders: NonNullable<CustomerPage["orders"]>;
  customer: string;
}) {
  const { staffCustomer: words, staffOrders } = useText(ordersText, staffText);
  const rows = orders.map((order) => ({
    key: order.id,
    to: paths.staffOrder(order.id),
    title: <bdi>{order.title}</bdi>,
    tag: <OrderTag order={order} words={staffOrders.tags} />,
    under: (
      <>
        <Reference>{order.reference}</Reference> · {order.stepName ?? staffOrders.noStep}
        {" · "}
        {order.promisedDate ? (
          <DayIn sentence={staffOrders.promised} day={order.promisedDate} />
        ) : (
          staffOrders.noPromise
        )}
      </>
    ),
  }));
  return (
    <Records id="orders" title={words.orders} none={words.noOrders} rows={rows}>
      {rows.length ? (
        <a className="more start" href={paths.staffOrders({ q: customer })}>
          {words.allOrders}
        </a>
      ) : null}
    </Records>
  );
}

export function CustomerRequests({ requests }: { requests: NonNullable<CustomerPage["requests"]> }) {
  const { staffCustomer: words, staffRequests } = useText(requestsText, staffText);
  const rows = requests.map(({ id, number, subject, status, newestAt }) => ({
    key: id,
    to: paths.staffRequest(id),
    title: <bdi>{subject}</bdi>,
    tag: <RequestTag status={status} words={staffRequests.statuses} />,
    under: (
      <>
        {requestReference(number)} · <Time at={newestAt} as="near" />
      </>
    ),
  }));
  return <Records id="requests" title={words.requests} none={words.noRequests} rows={rows} />;
}

/** Mails to them that did not arrive; nothing where all did. */
export function LostMails({ mails }: { mails: LostMail[] }) {
  const { staff, staffCustomer: words, notifications } = useText(staffText, notificationsText);
  if (!mails.length) return null;
  return (
    <section className="head" aria-labelledby="lost">
      <h2 id="lost">{words.lost}</h2>
      <ul className="sheet flush list stacked">
        {mails.map(({ id, title, to, state, error, returned, at }) => (
          <li key={id}>
            <div className="main">
              <b>{title}</b>
              <small>
                {words.lostTo(to)} · <Time at={at} as="near" />
              </small>
              {error || returned ? <small>{error ?? notifications.why[returned!]}</small> : null}
            </div>
            {state === "failed" ? (
              <PostButton to={paths.mailAgain(id)} label={staff.sendAgainNamed(title, to)}>
                {staff.sendAgain}
              </PostButton>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
