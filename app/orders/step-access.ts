import { orderKinds } from "#db/schema/orders.ts";
import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { listSteps } from "./order-steps.ts";
import { requireStaff, type RouteArgs } from "../sign-in/handles.ts";

/** Somebody of the staff and the planned step in the URL. Throws as `requireStaff`, and 404 where there is none. */
export function requirePlannedStep(args: RouteArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const kind = orderKinds.find((one) => one === args.params.kind);
  const step = kind && listSteps(staff, kind).find(({ key }) => key === args.params.step);
  if (!kind || !step) throw notFound();
  return { staff, kind, step, now: args.context.portal.now() };
}
