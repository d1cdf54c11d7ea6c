import type { RouteArgs } from "../sign-in/handles.ts";
import type { CalendarDay } from "../text/calendar.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import type { OrderDetail } from "./order.ts";
import { ordersText } from "./text.ts";

type Order = Pick<OrderDetail, "id" | "kind" | "reference" | "title" | "promisedDate" | "open">;

/** The day that an order is promised for, for a calendar; null where it is done, or there is no such day. `page` is its page. */
export function promisedDayOf({ request, context }: RouteArgs, order: Order, page: string) {
  const { id, kind, reference, title, promisedDate, open } = order;
  if (!open || promisedDate === null) return null;
  const { config, now } = context.portal;
  const { orders } = textFor(localeOf(request), ordersText);
  const summary = orders.calendarPromised(kind, reference, title, config.company.name);
  const uid = `promised-${id}@${new URL(config.appUrl).host}`;
  return { uid, day: promisedDate, summary, url: config.appUrl + page, now: now() } satisfies CalendarDay;
}
