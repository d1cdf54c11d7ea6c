import type { LoaderFunctionArgs } from "@remix-run/node";
import { calendarResponse } from "../http/calendar-response.ts";
import { requireFeature } from "../http/features.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { findOrder } from "../orders/orders.ts";
import { promisedDayOf } from "../orders/promised-day.ts";
import { paths } from "../paths.ts";
import { requireMember } from "../sign-in/handles.ts";
import { isoDay } from "../text/format.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  const member = requireMember(args, "orders.read");
  const order = findOrder(member, args.params.order!, isoDay(args.context.portal.now()));
  if (!order) throw notFound();
  const page = paths.order(member.orgId, order.id);
  const day = promisedDayOf(args, order, page);
  if (!day) throw seeOther(page);
  return calendarResponse(order.reference, day);
}
