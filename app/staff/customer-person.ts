import { isClosedOrganization } from "../people/closed.ts";
import { findOrganization } from "../people/organization-search.ts";
import { requireFeature } from "../http/features.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireStaff, systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { findInvite } from "../team/invites.ts";
import type { By } from "../team/members.ts";
import { teamText } from "../team/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

/** The customer in the URL as staff may change its team; throws 404 where there is none. */
export function requireCustomerTeam(args: RouteArgs) {
  requireFeature(args, "team");
  const staff = requireStaff(args);
  const organization = findOrganization(staff, args.params.org!);
  if (!organization) throw notFound();
  const by: By = { kind: "staff", name: staff.email, personId: staff.session.person.id };
  return { staff, organization, tenant: staff.reading(organization.id), by };
}

/** The same of one that is not closed: its staff page of closing, which opens it again, is led to otherwise. */
export function requireOpenCustomerTeam(args: RouteArgs) {
  const team = requireCustomerTeam(args);
  if (isClosedOrganization(team.tenant)) throw seeOther(paths.staffClosing(team.organization.id));
  return team;
}

/** The open invitation in the URL too; throws 404 where there never was one, and leads back where it is open no more. */
export function requireCustomerInvite(args: RouteArgs) {
  const team = requireCustomerTeam(args);
  const invite = findInvite(team.tenant, args.params.invite!);
  if (!invite) throw notFound();
  if (invite.acceptedAt ?? invite.declinedAt ?? invite.revokedAt) {
    const { invite: words } = textFor(localeOf(args.request), teamText);
    setFlash(systemFor(args.context.portal), team.staff.session, words.notOpen);
    throw seeOther(paths.staffCustomer(team.organization.id));
  }
  return { ...team, invite };
}
