import { selfOf } from "#db/tenant.ts";
import { listOrganizations } from "../sign-in/organizations.ts";
import { paths } from "../paths.ts";
import { connectionOf } from "../portal.server.ts";
import { isStaff, type RouteArgs } from "./handles.ts";
import type { Session } from "./sessions.ts";

/** Where somebody who is signed in begins: the only organization, the staff pages, or the choice where there are several. */
export function landingPath(
  { context }: Pick<RouteArgs, "context">,
  { person, idHash }: Pick<Session, "idHash"> & { person: Pick<Session["person"], "id" | "email"> },
): string {
  const { portal } = context;
  const organizations = listOrganizations(selfOf(connectionOf(portal), person.id), { idHash }, portal.now());
  const isOfStaff = isStaff(portal, person.email);
  if (isOfStaff && organizations.length === 0) return paths.staff();
  if (!isOfStaff && organizations.length === 1) return paths.home(organizations[0]!.id);
  return paths.organizations();
}
