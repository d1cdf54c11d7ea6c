import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Outcome } from "#db/schema/usage.ts";
import { requireFeature } from "../http/features.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { carrierPageOf } from "../orders/order-parcels.ts";
import { findOrder } from "../orders/orders.ts";
import { paths } from "../paths.ts";
import { requireMember } from "../sign-in/handles.ts";
import { isoDay } from "../text/format.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  const member = requireMember(args, "orders.read");
  const order = findOrder(member, args.params.order!, isoDay(args.context.portal.now()));
  if (!order) throw notFound();
  const number = new URL(args.request.url).searchParams.get("number");
  const carrierPage = carrierPageOf(order, number === null ? null : Number(number));
  if (!carrierPage) throw seeOther(paths.order(member.orgId, order.id));
  args.context.memo.set("led", "order.followed" satisfies Outcome);
  throw seeOther(carrierPage);
}
