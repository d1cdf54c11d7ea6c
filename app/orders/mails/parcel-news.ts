import { listParcels } from "../order-parcels.ts";
import type { Order } from "../orders.ts";

type Said = { what: string; isAll?: boolean };

/**
 * What an event says of its parcel, where an order goes in several: which of them, how many are delivered, and how it is
 * followed; `deliveredAt` once all are. Null: that it is delivered is over, or the mail of the last one says it.
 */
export function parcelNews(order: Order, event: Order["events"][number], { what, isAll = false }: Said) {
  const parcels = listParcels(order);
  const parcel = parcels.find(({ id }) => id === event.parcel?.id);
  if (!parcel) return { parcel: null, tracking: event, deliveredAt: null };
  const delivered = parcels.filter(({ isDelivered }) => isDelivered).length;
  const areAll = delivered === parcels.length;
  if (what === "delivered" && (areAll ? !isAll : !parcel.isDelivered)) return null;
  if (parcels.length === 1 || what === "waiting") return { parcel: null, tracking: parcel, deliveredAt: null };
  if (what === "delivered" && areAll)
    return { parcel: null, tracking: null, deliveredAt: Math.max(...parcels.map(({ occurredAt }) => occurredAt)) };
  const { number, items } = parcel;
  return { parcel: { number, of: parcels.length, delivered, items }, tracking: parcel, deliveredAt: null };
}
