import { and, eq, inArray } from "drizzle-orm";
import type { OrgId, PersonId } from "#db/ids.ts";
import { importLines } from "#db/schema/imports.ts";
import { memberships, organizations, people, type Role } from "#db/schema/organizations.ts";
import { membershipTombs } from "#db/schema/tombs.ts";
import type { System } from "#db/tenant.ts";
import { reservedFor } from "../people/reserved.ts";
import { hasSeatFor } from "../team/seats.ts";
import { customersOfName } from "./customer-named.ts";
import type { CustomerLine } from "./customer-line.ts";
import type { CellFault } from "./import-faults.ts";
import { isHigh } from "../team/members.ts";

type Customer = { id: OrgId; externalId: string | null; closedAt: number | null };
type Judged = {
  effect: "make" | "change" | "same";
  customer: Customer | null;
  /** Null for somebody who is not here yet. */
  personId: PersonId | null;
  role: Role;
  notices: CellFault[];
};
export type CustomerVerdict = { effect: "refuse"; faults: CellFault[] } | Judged;

type About = {
  importId: string;
  /** Whether an earlier line of the file makes the customer. */
  isMadeBefore: boolean;
  /** The address in an earlier line of the customer's, where there is one that will be imported. */
  besides?: string | undefined;
};

const refused = (column: CellFault["column"], is: CellFault["is"]): CustomerVerdict => ({
  effect: "refuse",
  faults: [{ column, is }],
});

/** What a line would do to the customers as they stand now; `now` is epoch milliseconds. */
export function judgeCustomer(system: System, row: CustomerLine, about: About, now: number): CustomerVerdict {
  const { db } = system;
  const { importId, isMadeBefore } = about;
  const found = customerMeant(system, row, about);
  if ("is" in found) return refused("name", found.is);
  const { customer: meant, byName } = found;
  if (!meant && !row.name && !isMadeBefore) return refused("name", "missingName");
  if (meant && meant.closedAt !== null) return refused("name", "closedCustomer");

  const person = db.select().from(people).where(eq(people.email, row.email)).get();
  if (person?.disabledAt) return refused("email", "disabledPerson");
  if (!person && reservedFor(system, row.email, now)) return refused("email", "reservedAddress");
  const theirs = person ? db.select().from(memberships).where(eq(memberships.personId, person.id)).all() : [];
  const notices: CellFault[] = theirs.some(({ orgId }) => orgId !== meant?.id)
    ? [{ column: "email", is: "alsoElsewhere" }]
    : [];
  const own = theirs.find(({ orgId }) => orgId === meant?.id);
  const isIn = own !== undefined;
  if (own && row.role && row.role !== own.role) notices.push({ column: "role", is: "keepsRole" });
  if (meant && byName && row.number === null && !isIn && !isMadeBy(system, importId, meant.id))
    notices.push({ column: "name", is: "sameName" });
  const judged = { customer: meant, personId: person?.id ?? null, notices };
  const role = row.role ?? (meant || isMadeBefore ? "member" : "owner");
  if (!meant) return { effect: isMadeBefore ? "change" : "make", ...judged, role };
  const isNumbered = row.number !== null && meant.externalId === null;
  if (isIn) return { effect: isNumbered ? "change" : "same", ...judged, role };
  const hasLeft = and(eq(membershipTombs.orgId, meant.id), eq(membershipTombs.email, row.email));
  if (db.select().from(membershipTombs).where(hasLeft).get()) return refused("email", "hasLeft");
  if (!isMadeBy(system, importId, meant.id)) {
    if (isHigh(role)) return refused("role", "onlyInvited");
    if (!hasSeatFor(system.within(meant.id), { email: row.email, role }, now)) return refused("email", "noSeat");
  }
  return { effect: "change", ...judged, role };
}

type Meant = { customer: Customer | null; byName?: boolean } | { is: "severalOfName" | "namesake" };

/**
 * The customer of that number, or of that name; null where it is a new one. A number that nobody has may be that of a
 * namesake, so that only a customer without one whose people have the address is given it.
 */
function customerMeant(system: System, { number, name, email }: CustomerLine, about: About): Meant {
  const { db } = system;
  const { id, externalId, closedAt } = organizations;
  const find = db.select({ id, externalId, closedAt }).from(organizations);
  const known = number === null ? undefined : find.where(eq(externalId, number)).get();
  if (known || name === null || about.isMadeBefore) return { customer: known ?? null };
  const named = customersOfName(system, name);
  const possible = number === null ? named : named.filter((one) => one.externalId === null);
  const theirs = number === null ? possible : withPeople(system, possible, [email, about.besides ?? email]);
  if (theirs.length > 1) return { is: "severalOfName" };
  if (possible.length && !theirs.length) return { is: "namesake" };
  return { customer: theirs[0] ?? null, byName: true };
}

/** Those of the customers where one of the addresses is somebody's. */
const withPeople = ({ db }: System, customers: Customer[], emails: string[]): Customer[] =>
  customers.filter(({ id }) =>
    db
      .select({ orgId: memberships.orgId })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(and(eq(memberships.orgId, id), inArray(people.email, emails)))
      .get(),
  );

/** Whether this import made that customer. */
export const isMadeBy = ({ db }: System, importId: string, orgId: OrgId): boolean =>
  db
    .select({ line: importLines.line })
    .from(importLines)
    .where(and(eq(importLines.importId, importId), eq(importLines.orderId, orgId), eq(importLines.effect, "make")))
    .get() !== undefined;
