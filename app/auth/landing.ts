import { selfOf } from "#db/tenant.ts";
import { listOrganizations } from "../models/organizations.ts";
import { paths } from "../paths.ts";
import { connectionOf } from "../portal.server.ts";
import { isStaff, type Ask } from "./handles.ts";
import type { Session } from "./sessions.ts";

/** Where somebody who is signed in begins: the only organization, the choice of them, or the staff pages. */
export function landingPath(
  { context }: Pick<Ask, "context">,
  { person }: { person: Pick<Session["person"], "id" | "email"> },
): string {
  const { portal } = context;
  const organizations = listOrganizations(selfOf(connectionOf(portal), person.id));
  if (organizations.length === 1) return paths.home(organizations[0]!.id);
  if (organizations.length === 0 && isStaff(portal, person.email)) return paths.staff();
  return paths.organizations();
}
