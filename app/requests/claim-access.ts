import { requireFeature } from "../http/features.ts";
import { listOrganizations } from "../people/organizations.ts";
import { requirePerson, systemFor, type Ask } from "../sign-in/handles.ts";

/** Somebody whose address was given with a request, and the organizations it can be for. Throws as `requirePerson`. */
export function requireClaimant(ask: Ask) {
  requireFeature(ask, "requests");
  const self = requirePerson(ask);
  const { portal } = ask.context;
  return { self, system: systemFor(portal), organizations: listOrganizations(self), now: portal.now() };
}
