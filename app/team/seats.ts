import { and, eq, gt, isNull, ne } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { memberships, people, type Role } from "#db/schema/organizations.ts";
import { products, subscriptionItems, subscriptions } from "#db/schema/subscriptions.ts";
import { invites, isOpenInvite, organizationAccess } from "#db/schema/team.ts";
import { mine, type Tenant } from "#db/tenant.ts";

export type Seats = { limit: number; inUse: number; invited: number };

const paidFor = ["active", "trialing", "past_due"];
/** Nobody had the seats of such a subscription yet. */
const neverBegun = ["incomplete", "incomplete_expired"];

const bought = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({
      subscriptionId: subscriptions.id,
      status: subscriptions.status,
      product: products.name,
      quantity: subscriptionItems.quantity,
      isMetered: subscriptionItems.isMetered,
    })
    .from(subscriptionItems)
    .innerJoin(products, and(eq(products.id, subscriptionItems.productId), eq(products.isSeat, true)))
    .innerJoin(
      subscriptions,
      and(
        eq(subscriptions.orgId, subscriptionItems.orgId),
        eq(subscriptions.id, subscriptionItems.subscriptionId),
        isNull(subscriptions.deletedAt),
      ),
    )
    .where(mine(tenant, subscriptionItems)),
);

/** What gives the organization seats, or gave some: of ended subscriptions none any more. */
export const listSeatItems = (tenant: Tenant) =>
  bought(tenant)
    .all()
    .filter(({ status }) => !neverBegun.includes(status))
    .map(({ quantity, isMetered, status, ...item }) => {
      const isPaidFor = paidFor.includes(status);
      return { ...item, isPaidFor, seats: isPaidFor && !isMetered ? (quantity ?? 1) : 0 };
    });

const deciding = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({ byHand: organizationAccess.seatsByHand })
    .from(organizationAccess)
    .where(mine(tenant, organizationAccess)),
);

/** The seats that staff gave besides those of subscriptions; null where they decided nothing. */
export const seatsByHand = (tenant: Tenant): number | null => deciding(tenant).get()?.byHand ?? null;

/** How many seats there are; null, and no limit, where none was ever bought and staff decided nothing. */
function limitOf(tenant: Tenant): number | null {
  const [items, byHand] = [listSeatItems(tenant), seatsByHand(tenant)];
  if (!items.length && byHand === null) return null;
  return items.reduce((sum, { seats }) => sum + seats, byHand ?? 0);
}

const sitting = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({ email: people.email })
    .from(memberships)
    .innerJoin(people, and(eq(people.id, memberships.personId), isNull(people.disabledAt)))
    .where(mine(tenant, memberships, ne(memberships.role, "accountant"))),
);

const expected = preparedFor((tenant: Tenant, { now }: { now: number }) =>
  tenant.db
    .select({ email: invites.email })
    .from(invites)
    .where(mine(tenant, invites, isOpenInvite, gt(invites.expiresAt, now), ne(invites.role, "accountant"))),
);

/** The addresses that have a seat: of members and of whoever may still accept. Accountants need none. */
function addressesSeated(tenant: Tenant, now: number) {
  const members = new Set(
    sitting(tenant)
      .all()
      .map(({ email }) => email),
  );
  const all = new Set([
    ...members,
    ...expected(tenant, { now })
      .all()
      .map(({ email }) => email),
  ]);
  return { all, invited: all.size - members.size };
}

/** How many of its seats the organization uses; null where it has no limit. `now` is epoch milliseconds. */
export function findSeats(tenant: Tenant, now: number): Seats | null {
  const limit = limitOf(tenant);
  if (limit === null) return null;
  const { all, invited } = addressesSeated(tenant, now);
  return { limit, inUse: all.size, invited };
}

type Wanted = { email: string; role: Role };

/**
 * Whether there is a seat for an address in that role, or it has one; to be asked in the transaction that gives it.
 * `also` are addresses that are about to get one. `now` is epoch milliseconds.
 */
export function hasSeatFor(tenant: Tenant, { email, role }: Wanted, now: number, also: Iterable<string> = []): boolean {
  if (role === "accountant") return true;
  const limit = limitOf(tenant);
  if (limit === null) return true;
  const seated = new Set([...addressesSeated(tenant, now).all, ...also]);
  return seated.has(email) || seated.size < limit;
}
