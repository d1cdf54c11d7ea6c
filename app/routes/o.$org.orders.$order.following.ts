import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { requireFeature } from "../http/features.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { followAsPosted } from "../notifications/following.ts";
import { listOrderNames } from "../orders/order-names.ts";
import { paths } from "../paths.ts";
import { requireMember, type RouteArgs } from "../sign-in/handles.ts";

function requireOrder(args: RouteArgs) {
  requireFeature(args, "orders");
  const member = requireMember(args, "orders.read");
  const order = args.params.order!;
  if (!listOrderNames(member, [order]).has(order)) throw notFound();
  return { member, order, back: paths.order(member.orgId, order) };
}

export function loader(args: LoaderFunctionArgs) {
  throw seeOther(requireOrder(args).back);
}

export function action(args: ActionFunctionArgs) {
  const { member, order, back } = requireOrder(args);
  return followAsPosted(args, member, { kind: "order", itemId: order }, back);
}
