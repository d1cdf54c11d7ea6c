import { setImmediate } from "node:timers/promises";
import { eq, isNotNull } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { products, subscriptionItems } from "#db/schema/subscriptions.ts";
import { organizationAccess } from "#db/schema/team.ts";
import { mine, owned, transact, type System, type Tenant } from "#db/tenant.ts";
import { addStaffTask, closeStaffTask } from "../company/staff-tasks.ts";
import { findOrganization } from "../people/organization-search.ts";
import { findSeats } from "./seats.ts";
import { teamText } from "./text.ts";

export const seatsOver = "seats-over";
const atOnce = 50;

/** Every organization whose seats may be too few, or were. */
function organizationsWithSeats({ db }: System): OrgId[] {
  const ofSubscriptions = db
    .selectDistinct({ id: subscriptionItems.orgId })
    .from(products)
    .innerJoin(subscriptionItems, eq(subscriptionItems.productId, products.id))
    .where(eq(products.isSeat, true))
    .all();
  const { orgId, seatsByHand, seatsOverTold } = organizationAccess;
  const decided = [seatsByHand, seatsOverTold].flatMap((told) =>
    db.select({ id: orgId }).from(organizationAccess).where(isNotNull(told)).all(),
  );
  return [...new Set([...ofSubscriptions, ...decided].map(({ id }) => id))].filter((id) => id !== null);
}

/**
 * Leaves a task for staff where an organization uses more seats than it has, anew whenever that is another number, and
 * settles it where they are enough again. Goes in small steps, so that pages are answered between them. `now` is epoch
 * milliseconds.
 */
export async function tellOfSeats(system: System, now: number) {
  const all = organizationsWithSeats(system);
  for (let first = 0; first < all.length; first += atOnce) {
    const few = all.slice(first, first + atOnce);
    transact(system, () => few.forEach((id) => tellOfSeatsOf(system, id, now)));
    await setImmediate();
  }
}

/** The same for one organization, in the caller's transaction. */
export function tellOfSeatsOf(system: System, orgId: OrgId, now: number) {
  const tenant = system.within(orgId);
  const seats = findSeats(tenant, now);
  const over = seats && seats.inUse > seats.limit ? seats.inUse - seats.limit : null;
  if (over === toldOf(tenant)) return;
  if (seats && over !== null) {
    const { name } = findOrganization(system, orgId)!;
    const detail = teamText.en.staffSeats.task(name, over, seats.inUse, seats.limit);
    addStaffTask(system, seatsOver, orgId, detail, now);
  } else closeStaffTask(system, seatsOver, orgId, now);
  tenant.db
    .insert(organizationAccess)
    .values(owned(tenant, organizationAccess, { seatsOverTold: over }))
    .onConflictDoUpdate({
      target: organizationAccess.orgId,
      set: { seatsOverTold: over },
      setWhere: mine(tenant, organizationAccess),
    })
    .run();
}

const toldOf = (tenant: Tenant): number | null =>
  tenant.db
    .select({ over: organizationAccess.seatsOverTold })
    .from(organizationAccess)
    .where(mine(tenant, organizationAccess))
    .get()?.over ?? null;
