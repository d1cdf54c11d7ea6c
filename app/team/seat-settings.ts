import { asc, desc, eq, exists, isNotNull, sql } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { organizations } from "#db/schema/organizations.ts";
import { products, subscriptionItems } from "#db/schema/subscriptions.ts";
import { organizationAccess } from "#db/schema/team.ts";
import { mine, owned, transact, type Staff } from "#db/tenant.ts";
import { writeDown } from "../company/audit-log.ts";

const maxShown = 100;

/** What somebody subscribes to, by name, and whether staff said that it is seats; the first hundred, seats first. */
export const listSubscribed = ({ db }: Staff) =>
  db
    .select({
      id: products.id,
      name: sql<string>`coalesce(nullif(${products.name}, ''), ${products.id})`,
      isSeat: products.isSeat,
    })
    .from(products)
    .where(
      exists(
        db
          .select({ one: sql`1` })
          .from(subscriptionItems)
          .where(eq(subscriptionItems.productId, products.id)),
      ),
    )
    .orderBy(sql`${products.isSeat} desc`, asc(products.name), asc(products.id))
    .limit(maxShown)
    .all();

/** What a form named as seats, and what it had shown as such. */
type Marks = { wanted: readonly string[]; shown: readonly string[] };

/**
 * Changes which products are seats as far as the form did: what somebody else changed since it was shown stays. False, and
 * nothing is done, where one is not there.
 */
export function markSeats(staff: Staff, { wanted, shown }: Marks, now: number): boolean {
  return transact(staff, () => {
    const all = listSubscribed(staff);
    if (!wanted.every((one) => all.some(({ id }) => id === one))) return false;
    for (const { id, name, isSeat } of all) {
      const isWanted = wanted.includes(id);
      if (isWanted === shown.includes(id) || isWanted === isSeat) continue;
      staff.db.update(products).set({ isSeat: isWanted }).where(eq(products.id, id)).run();
      writeDown(staff, { action: isWanted ? "seats.product-marked" : "seats.product-unmarked", subject: name }, now);
    }
    return true;
  });
}

/** The customers whom staff gave seats by hand, the most first; a hundred at most. */
export const listSeatsByHand = ({ db }: Staff) =>
  db
    .select({ id: organizations.id, name: organizations.name, seats: sql<number>`${organizationAccess.seatsByHand}` })
    .from(organizationAccess)
    .innerJoin(organizations, eq(organizations.id, organizationAccess.orgId))
    .where(isNotNull(organizationAccess.seatsByHand))
    .orderBy(desc(organizationAccess.seatsByHand))
    .limit(maxShown)
    .all();

/** Gives an organization seats besides those it bought; null for none. */
export function giveSeats(staff: Staff, orgId: OrgId, seats: number | null, now: number) {
  transact(staff, () => {
    const tenant = staff.within(orgId, "seats.by-hand", now, seats === null ? "none" : String(seats));
    tenant.db
      .insert(organizationAccess)
      .values(owned(tenant, organizationAccess, { seatsByHand: seats }))
      .onConflictDoUpdate({
        target: organizationAccess.orgId,
        set: { seatsByHand: seats },
        setWhere: mine(tenant, organizationAccess),
      })
      .run();
  });
}
