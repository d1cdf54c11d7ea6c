import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { findAnyOrder } from "./orders-by-staff.ts";
import { isoDay } from "../text/format.ts";
import { requireStaff, type RouteArgs } from "../sign-in/handles.ts";

/** Somebody of the staff and the order in the URL, whoever's. Throws as `requireStaff`, and 404 where there is none. */
export function requireAnyOrder(args: RouteArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const now = args.context.portal.now();
  const order = findAnyOrder(staff, args.params.order!, isoDay(now));
  if (!order) throw notFound();
  return { staff, order, now };
}
