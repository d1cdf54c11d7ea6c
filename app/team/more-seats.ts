import { findSubscription } from "../billing/subscriptions.ts";
import { can } from "../can.ts";
import { paths } from "../paths.ts";
import type { Portal } from "../portal.server.ts";
import type { Member } from "../sign-in/handles.ts";
import { findSeats, listSeatItems, type Seats } from "./seats.ts";

/**
 * The organization's seats, and where none is free how to get more: a subscription whose number its reader may change at
 * Stripe, and what a request for more is about. Null where there is no limit.
 */
export function seatsFor(member: Member, { config, now }: Pick<Portal, "config" | "now">) {
  const seats = findSeats(member, now());
  if (!seats) return null;
  const item = listSeatItems(member).find(({ isPaidFor }) => isPaidFor);
  const mayChange = config.features.has("billing") && can(member.role, "billing.pay");
  const isChangeable = mayChange && item && findSubscription(member, item.subscriptionId)?.can.change;
  return {
    ...seats,
    isFull: isFull(seats),
    change: isChangeable ? paths.changeSubscription(member.orgId, item.subscriptionId) : null,
    product: item?.product || null,
    hasRequests: config.features.has("requests"),
  };
}

export type SeatsShown = NonNullable<ReturnType<typeof seatsFor>>;

export const isFull = ({ limit, inUse }: Seats): boolean => inUse >= limit;
