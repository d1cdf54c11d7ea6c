import { findOrganization } from "../people/organization-search.ts";
import { notFound } from "../http/respond.ts";
import { requireStaff, type RouteArgs } from "../sign-in/handles.ts";

/** The customer in the URL for somebody of the staff; throws 404 where there is none. */
export function requireCustomer(args: RouteArgs) {
  const staff = requireStaff(args);
  const organization = findOrganization(staff, args.params.org!);
  if (!organization) throw notFound();
  return { staff, organization, tenant: staff.reading(organization.id) };
}
