import type { OrderDetail } from "../order.ts";
import { useText } from "../../ui/use.ts";
import { ordersText } from "../text.ts";

type Tracking = Pick<NonNullable<OrderDetail["tracking"]>, "carrier" | "trackingNumber" | "trackingUrl">;

type Props = { tracking: Tracking; /** What leads to the carrier's page; its own address, unless said. */ by?: string };

/** The way to where the carrier shows a parcel; only what is https is one. */
export function FollowParcel({ tracking: { carrier, trackingUrl }, by }: Props) {
  const { orders } = useText(ordersText);
  return trackingUrl?.startsWith("https://") ? (
    <a className="btn second" href={by ?? trackingUrl} rel="noreferrer">
      {orders.follow(carrier)}
    </a>
  ) : null;
}

/** Carrier and number; the number is not broken while a line has room for it. */
export function Parcel({ carrier, trackingNumber }: Pick<Tracking, "carrier" | "trackingNumber">) {
  return (
    <>
      {carrier}
      {carrier && trackingNumber ? " · " : null}
      {trackingNumber ? <span className="whole">{trackingNumber}</span> : null}
    </>
  );
}
