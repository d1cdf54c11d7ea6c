import { daysBetween } from "../text/format.ts";

const soonDays = 30;

type Dates = { expMonth: number | null; expYear: number | null };

/** When a card stops working, in epoch milliseconds: as its month ends where the company is. Null for what has no such date. */
export function cardEndsAt({ expMonth, expYear }: Dates): number | null {
  return expMonth === null || expYear === null ? null : new Date(expYear, expMonth, 1).getTime();
}

/** Whether a card works no more, or not for another 30 days; null where it works, or has no such date. */
export function cardExpiry(dates: Dates, now: number): "expired" | "soon" | null {
  const endsAt = cardEndsAt(dates);
  if (endsAt === null) return null;
  if (endsAt <= now) return "expired";
  return daysBetween(now, endsAt) <= soonDays ? "soon" : null;
}
