import { notFound } from "../http/respond.ts";
import { findOrganization } from "../people/organization-search.ts";
import { requireFeature } from "../http/features.ts";
import { requireStaff, type RouteArgs } from "../sign-in/handles.ts";

/** Somebody of the staff and the customer in the URL, to change whose Stripe customers are whose. Throws as `requireStaff`, and 404 where there is none. */
export function requireBilledCustomer(args: RouteArgs) {
  requireFeature(args, "billing");
  const staff = requireStaff(args);
  const organization = findOrganization(staff, args.params.org!);
  if (!organization) throw notFound();
  return { staff, organization, now: args.context.portal.now() };
}
