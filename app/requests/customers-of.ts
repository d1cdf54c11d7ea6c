import { and, asc, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import { memberships, organizations, people } from "#db/schema/organizations.ts";
import { can } from "../can.ts";

const maxCustomers = 20;

/** The customers for whom the person of an own address may ask, by name, but for the closed; none where they are disabled. */
export const listCustomersOf = ({ db }: { db: Db }, email: string) =>
  db
    .select({
      orgId: organizations.id,
      orgName: organizations.name,
      role: memberships.role,
      personId: people.id,
      name: people.name,
      email: people.email,
    })
    .from(people)
    .innerJoin(memberships, eq(memberships.personId, people.id))
    .innerJoin(organizations, eq(organizations.id, memberships.orgId))
    .where(and(eq(people.email, email), isNull(people.disabledAt), isNull(organizations.closedAt)))
    .orderBy(asc(organizations.name), asc(organizations.id))
    .limit(maxCustomers)
    .all()
    .filter(({ role }) => can(role, "requests.own"));

export type CustomerOf = ReturnType<typeof listCustomersOf>[number];
