import type { CustomerFacts } from "../customer-facts.ts";
import { paths } from "../../paths.ts";
import { InvoiceTag } from "../../billing/views/invoice-tag.tsx";
import { OrderTag } from "../../orders/views/order-tag.tsx";
import { stripePage } from "../../billing/views/stripe-page.ts";
import { useFormat, useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";
import { ordersText } from "../../orders/text.ts";
import { signInText } from "../../sign-in/text.ts";

type Props = {
  request: { id: string; orgName: string | null; verified: boolean };
  facts: CustomerFacts | null;
  /** Whether the portal knows the address of who asks. */
  isKnown: boolean;
};

/** What to know of who asks, beside the thread; nothing of anybody's where it is not proven who that is. */
export function AboutCustomer({ request, facts, isKnown }: Props) {
  const { staffRequests: words } = useText(requestsText);
  return (
    <aside className="sheet" aria-labelledby="customer">
      <h2 id="customer">
        {facts ? (
          <a href={paths.staffCustomer(facts.orgId)}>
            <bdi>{facts.orgName}</bdi>
          </a>
        ) : (
          words.customer
        )}
      </h2>
      {facts ? (
        <dl className="facts">
          <FactRows facts={facts} requests={words.otherRequests} />
          <People facts={facts} />
        </dl>
      ) : (
        <p className="quiet">
          {!isKnown ? words.factsUnknown : request.verified ? words.factsNobodys : words.factsUnproven}
        </p>
      )}
      {request.orgName === null ? (
        <a className="btn second" href={paths.giveRequest(request.id)}>
          {words.whoseIsIt}
        </a>
      ) : null}
    </aside>
  );
}

type RowsProps = { facts: CustomerFacts; /** What the row of requests is called. */ requests: string };

/** What is open, the newest orders, the requests: rows of facts. */
export function FactRows({ facts, requests }: RowsProps) {
  return (
    <>
      <Billing billing={facts.billing} />
      <Orders orders={facts.orders} />
      <Others facts={facts} requests={requests} />
    </>
  );
}

function Billing({ billing }: Pick<CustomerFacts, "billing">) {
  const { staffRequests: words } = useText(requestsText);
  const { money } = useFormat();
  if (!billing) return null;
  const { totals, invoices } = billing;
  return (
    <>
      <dt>{words.open}</dt>
      <dd>
        {totals.open.length
          ? totals.open.map(({ amount, currency }) => money(amount, currency)).join(" + ")
          : words.openNothing}
        {totals.openCount ? <small className="under">{words.invoices(totals.openCount)}</small> : null}
        {invoices.map((invoice) => (
          <small key={invoice.id} className="under">
            <a href={stripePage(invoice.id)}>{words.inStripe(invoice.number)}</a> ·{" "}
            {money(invoice.amountRemaining, invoice.currency)} <InvoiceTag invoice={invoice} />
          </small>
        ))}
      </dd>
    </>
  );
}

function Orders({ orders }: Pick<CustomerFacts, "orders">) {
  const { staffRequests: words, staffOrders } = useText(ordersText, requestsText);
  return (
    <>
      <dt>{words.orders}</dt>
      <dd>
        {orders.length ? null : words.noOrders}
        {orders.map((order) => (
          <span key={order.id} className="under">
            <a href={paths.staffOrder(order.id)}>{order.reference}</a>{" "}
            <OrderTag order={order} words={staffOrders.tags} />
          </span>
        ))}
      </dd>
    </>
  );
}

function Others({ facts: { others, othersCount }, requests }: RowsProps) {
  const { staffRequests: words } = useText(requestsText);
  return (
    <>
      <dt>{requests}</dt>
      <dd>
        {othersCount || words.noOthers}
        {others.map(({ id, subject }) => (
          <span key={id} className="under">
            <a href={paths.staffRequest(id)}>
              <bdi>{subject}</bdi>
            </a>
          </span>
        ))}
      </dd>
    </>
  );
}

function People({ facts: { people, morePeople } }: { facts: CustomerFacts }) {
  const { staffRequests: words, organizations } = useText(requestsText, signInText);
  return (
    <>
      <dt>{words.people}</dt>
      <dd>
        {people.map(({ email, name, role }) => (
          <span key={email} className="under">
            <bdi>{name ?? email}</bdi>
            <small className="under">
              {organizations.roles[role]}
              {name ? ` · ${email}` : null}
            </small>
          </span>
        ))}
        {morePeople ? <small>{words.morePeople(morePeople)}</small> : null}
      </dd>
    </>
  );
}
