import type { Order } from "./orders.ts";
import { parcelsIn } from "./parcels.ts";
import { keysOf } from "./planned-steps.ts";

/**
 * An order's parcels as its page shows them, numbered as they came to be known: where each stands, what is in it, and
 * where it is followed, whichever of its events said so.
 */
export function listParcels({ events, plan }: Pick<Order, "events" | "plan">) {
  const found = parcelsIn(events, keysOf(plan)).map((parcel) => ({
    ...parcel,
    arrivedAt: Math.min(...parcel.events.map(({ arrivedAt }) => arrivedAt)),
  }));
  return found
    .sort((a, b) => a.arrivedAt - b.arrivedAt)
    .map(({ id, events: own, standing, isDelivered }, place) => {
      const { step, occurredAt } = standing;
      const items = own.findLast(({ parcel }) => parcel!.items.length)?.parcel!.items ?? [];
      return { id, number: place + 1, step, occurredAt, isDelivered, items, ...trackingOf(own) };
    });
}

/** Where the carrier shows a parcel, or without its number the order as a whole; null where no https address was told. */
export function carrierPageOf(order: Pick<Order, "events" | "plan">, parcel: number | null): string | null {
  const parcels = listParcels(order);
  const found = parcel === null ? wayToFollow(order, parcels) : parcels[parcel - 1];
  return found?.trackingUrl?.startsWith("https://") ? found.trackingUrl : null;
}

type Tracked = Pick<Order["events"][number], "carrier" | "trackingNumber" | "trackingUrl">;

/** The newest that was told of each; no link to a number that is another now. */
function trackingOf(events: readonly Tracked[]): Tracked {
  const trackingNumber = events.findLast((event) => event.trackingNumber !== null)?.trackingNumber ?? null;
  const isOfIt = (event: Tracked) => event.trackingNumber === null || event.trackingNumber === trackingNumber;
  return {
    trackingNumber,
    carrier: events.findLast(({ carrier }) => carrier !== null)?.carrier ?? null,
    trackingUrl: events.findLast((event) => event.trackingUrl !== null && isOfIt(event))?.trackingUrl ?? null,
  };
}

/** How a single parcel, or an order as a whole, is followed; null where nothing was told of that. */
export function wayToFollow({ events }: Pick<Order, "events">, parcels: ReturnType<typeof listParcels>) {
  if (parcels.length === 1) return parcels[0]!;
  return (
    events.findLast(({ parcel, trackingNumber, trackingUrl }) => !parcel && (trackingNumber ?? trackingUrl)) ?? null
  );
}
