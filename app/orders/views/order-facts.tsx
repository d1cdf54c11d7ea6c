import type { ReactNode } from "react";
import type { OrderDetail } from "../order.ts";
import { fileKind } from "../file-kind.ts";
import { Parcel } from "./follow-parcel.tsx";
import { DescriptionList } from "../../billing/views/invoice-facts.tsx";
import { OrderMoves } from "./order-moves.tsx";
import { Day, Time } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

const itemsShown = 12;

/** An order's particulars: what is in it, where it goes, what was promised; `invoice` is where its invoice is. */
export function AboutOrder({ order, invoice }: { order: OrderDetail; invoice: string | null }) {
  const { orders } = useText(ordersText);
  const { tracking, cancelled, promisedDate, files, deliverTo, url } = order;
  return (
    <section className="sheet" aria-labelledby="details">
      <h2 id="details">{orders.details}</h2>
      <DescriptionList
        facts={[
          [orders.items, order.items.length ? <Items items={order.items} /> : null],
          [orders.deliverTo, deliverTo && <Address address={deliverTo} />],
          [orders.carrier, (tracking?.carrier ?? tracking?.trackingNumber) ? <Parcel {...tracking!} /> : null],
          [
            orders.promisedFor,
            !cancelled && (promisedDate || order.promises.length) ? (
              <>
                {promisedDate === null ? orders.noDate : <Day day={promisedDate} />}
                <OrderMoves promises={order.promises} />
              </>
            ) : null,
          ],
          [orders.invoice, order.invoice && invoice && <a href={invoice}>{orders.theInvoice(order.invoice.number)}</a>],
          [orders.files, files.length ? <Links links={files} /> : null],
          [orders.placed, order.placedAt === null ? null : <Time at={order.placedAt} />],
          [orders.reference, order.reference],
          [orders.more, url && <Links links={[{ name: orders.itsPage(order.kind), url }]} />],
        ]}
      />
    </section>
  );
}

const line = (value: ReactNode, key: number) => (
  <div key={key} className="under">
    {value}
  </div>
);

function Items({ items }: { items: OrderDetail["items"] }) {
  const { orders } = useText(ordersText);
  const { number } = useFormat();
  const lines = items.map(({ quantity, name }, at) => line(orders.item(number(quantity), name), at));
  if (lines.length <= itemsShown + 1) return lines;
  return (
    <>
      {lines.slice(0, itemsShown)}
      <details className="rest">
        <summary>{orders.moreItems(lines.length - itemsShown)}</summary>
        {lines.slice(itemsShown)}
      </details>
    </>
  );
}

function Address({ address }: { address: NonNullable<OrderDetail["deliverTo"]> }) {
  const { country } = useFormat();
  const { line1, line2, postalCode, city, region } = address;
  const place = [postalCode, city].filter(Boolean).join(" ");
  return [line1, line2, place, region, address.country && country(address.country)].filter(Boolean).map(line);
}

type CompanyLink = { name: string; url: string };

/** Links of the company's, each on a line of its own. */
const Links = ({ links }: { links: CompanyLink[] }) => links.map((link, at) => line(<FileLink file={link} />, at));

/** A file of the company's or its page, with what its ending says it is; only what is https is a link. */
export function FileLink({ file }: { file: CompanyLink }) {
  const kind = fileKind(file);
  const named = (
    <>
      <bdi>{file.name}</bdi>
      {kind ? <small> {kind}</small> : null}
    </>
  );
  if (!file.url.startsWith("https://")) return <span>{named}</span>;
  return (
    <a href={file.url} rel="noreferrer">
      {named}
    </a>
  );
}
