import { and, asc, eq, gte, inArray } from "drizzle-orm";
import { memberships, organizations } from "#db/schema/organizations.ts";
import type { Self } from "#db/tenant.ts";
import { rolesWith } from "../can.ts";
import { takeableAfterClosing } from "./closing.ts";

/** The person's organizations that were closed and that they may still download, by name; `now` is epoch milliseconds. */
export const listClosedOrganizations = ({ db, personId }: Self, now: number) =>
  db
    .select({ id: organizations.id, name: organizations.name })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(
      and(
        eq(memberships.personId, personId),
        inArray(memberships.role, [...rolesWith("org.close")]),
        gte(organizations.closedAt, now - takeableAfterClosing),
      ),
    )
    .orderBy(asc(organizations.name))
    .all();
