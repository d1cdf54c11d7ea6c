import { requireFeature } from "../http/features.ts";
import { listOrganizations } from "../sign-in/organizations.ts";
import { requirePerson, systemFor, type RouteArgs } from "../sign-in/handles.ts";

/** Somebody whose address was given with a request, and the organizations it can be for. Throws as `requirePerson`. */
export function requireClaimant(args: RouteArgs) {
  requireFeature(args, "requests");
  const self = requirePerson(args);
  const { portal } = args.context;
  const now = portal.now();
  return { self, system: systemFor(portal), organizations: listOrganizations(self, self.session, now), now };
}
