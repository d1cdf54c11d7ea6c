import type { OrderDetail } from "../order.ts";
import { Parcel } from "./follow-parcel.tsx";
import { usePartly } from "./order-sentence.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useFormat, useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Props = {
  order: OrderDetail;
  /** Whether each is called as the company calls it, too. */
  forStaff?: boolean;
  /** What leads to the carrier's page of each; its own address, unless said. */
  by?: ((parcel: number) => string) | null;
};

/** The parcels that an order goes in, each with where it stands and is followed; nothing where there is one at most. */
export function Parcels({ order, forStaff = false, by }: Props) {
  const { orders } = useText(ordersText);
  const partly = usePartly(order);
  const { sent } = order;
  if (sent.length < 2) return null;
  return (
    <section className="sheet" aria-labelledby="parcels">
      <h2 id="parcels">{partly ?? orders.parcels(sent.length)}</h2>
      <ul className="asked">
        {sent.map((parcel) => (
          <li key={parcel.id} className="between">
            <Lines parcel={parcel} called={forStaff ? parcel.id : null} />
            {parcel.trackingUrl?.startsWith("https://") ? (
              <a
                className="more"
                href={by?.(parcel.number) ?? parcel.trackingUrl}
                rel="noreferrer"
                aria-label={`${orders.follow(parcel.carrier)}: ${orders.parcel(parcel.number)}`}
              >
                {orders.follow(parcel.carrier)}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lines({ parcel, called }: { parcel: OrderDetail["sent"][number]; called: string | null }) {
  const { orders } = useText(ordersText);
  const { number } = useFormat();
  const { carrier, trackingNumber, items, stepName, occurredAt } = parcel;
  const inIt = items.map((item) => orders.item(number(item.quantity), item.name)).join(", ");
  return (
    <span className="whole">
      <b>{[orders.parcel(parcel.number), called].filter(Boolean).join(" · ")}</b>
      <small className="under">
        <TimeIn sentence={orders.parcelStep(stepName)} at={occurredAt} as="near" />
      </small>
      {(carrier ?? trackingNumber) ? (
        <small className="under">
          <Parcel carrier={carrier} trackingNumber={trackingNumber} />
        </small>
      ) : null}
      {inIt ? <small className="under">{inIt}</small> : null}
    </span>
  );
}
