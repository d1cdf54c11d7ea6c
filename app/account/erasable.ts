import { eq } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { people } from "#db/schema/organizations.ts";
import { notFound } from "../http/respond.ts";
import { isStaff, requireStaff, requireSudo, systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { findDeparture, listOnlyOwned } from "./departure.ts";

export const maxReasonForErasure = 500;

/** Why somebody cannot be erased now. */
export type Hindrance = "owner" | "staff" | "leaving";

/**
 * The person in the URL whom somebody of the staff, who lately proved who they are, wants to erase, and what hinders that.
 * Throws 404 where there is no such person, or none any more.
 */
export function requireErasable(args: RouteArgs) {
  const staff = requireStaff(args);
  requireSudo(args);
  const { portal } = args.context;
  const system = systemFor(portal);
  const isThem = eq(people.id, args.params.person as PersonId);
  const { id, email, name } = people;
  const person = staff.db.select({ id, email, name }).from(people).where(isThem).get();
  const departure = person && findDeparture(system, person.id);
  if (!person || departure?.erasedAt) throw notFound();
  const owned = listOnlyOwned(system, person)
    .map((one) => one.name)
    .join(", ");
  const isLeaving = departure && departure.cancelledAt === null;
  const hindrance: Hindrance | null = isStaff(portal, person.email)
    ? "staff"
    : owned
      ? "owner"
      : isLeaving
        ? "leaving"
        : null;
  return { staff, system, person, who: person.name ?? person.email, owned, hindrance, now: portal.now() };
}
