import type { LoaderFunctionArgs } from "@remix-run/node";
import { openItem, tokenPageHeaders } from "../links/access.ts";
import { findItemRecord } from "../links/item-record.ts";
import { dueDayOf } from "../billing/due-day.ts";
import { calendarResponse } from "../http/calendar-response.ts";
import { seeOther } from "../http/respond.ts";
import { promisedDayOf } from "../orders/promised-day.ts";
import { paths } from "../paths.ts";

/** The link's own page says what is wrong with a link that opens nothing. The file leads to it, as the mail does. */
export function loader(args: LoaderFunctionArgs) {
  const page = paths.item(args.params.token!);
  const item = openItem(args);
  const record = item && !item.expired ? findItemRecord(item.tenant, item, args.context.portal.now()) : null;
  const day =
    record?.kind === "order" ? promisedDayOf(args, record.order, page) : record && dueDayOf(args, record.invoice, page);
  if (!record || !day) throw seeOther(page, tokenPageHeaders);
  const answer = calendarResponse(record.name.number ?? record.kind, day);
  answer.headers.set("X-Robots-Tag", tokenPageHeaders["X-Robots-Tag"]);
  return answer;
}
