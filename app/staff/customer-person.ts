import { findOrganization } from "../people/organization-search.ts";
import { requireFeature } from "../http/features.ts";
import { notFound } from "../http/respond.ts";
import { requireStaff, type RouteArgs } from "../sign-in/handles.ts";
import type { By } from "../team/members.ts";

/** The customer in the URL as staff may change its team; throws 404 where there is none. */
export function requireCustomerTeam(args: RouteArgs) {
  requireFeature(args, "team");
  const staff = requireStaff(args);
  const organization = findOrganization(staff, args.params.org!);
  if (!organization) throw notFound();
  const by: By = { kind: "staff", name: staff.email, personId: staff.session.person.id };
  return { staff, organization, tenant: staff.reading(organization.id), by };
}
