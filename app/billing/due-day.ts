import type { RouteArgs } from "../sign-in/handles.ts";
import type { CalendarDay } from "../text/calendar.ts";
import { isoDay } from "../text/format.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import type { findInvoice } from "./invoice.ts";
import { billingText } from "./text.ts";

type Invoice = Pick<NonNullable<ReturnType<typeof findInvoice>>, "id" | "number" | "dueAt" | "payable">;

/** The day by which an invoice is to be paid, for a calendar; null where there is nothing to pay, or no such day. `page` is its page. */
export function dueDayOf({ request, context }: RouteArgs, { id, number, dueAt, payable }: Invoice, page: string) {
  if (!payable || dueAt === null) return null;
  const { config, now } = context.portal;
  const { billing } = textFor(localeOf(request), billingText);
  const summary = billing.calendarDue(number, config.company.name);
  const uid = `due-${id}@${new URL(config.appUrl).host}`;
  return { uid, day: isoDay(dueAt), summary, url: config.appUrl + page, now: now() } satisfies CalendarDay;
}
