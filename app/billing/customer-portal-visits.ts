import { and, eq, isNull, lt } from "drizzle-orm";
import { newId, type PersonId } from "#db/ids.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { portalVisits } from "#db/schema/billing-details.ts";
import { paymentMethods, products, subscriptionItems, subscriptions } from "#db/schema/subscriptions.ts";
import { mine, owned, transact, type Tenant } from "#db/tenant.ts";
import {
  customerPortalChanges,
  type CustomerPortalChange,
  type CustomerPortalSnapshot,
} from "./customer-portal-changes.ts";
import { subscriptionState } from "./subscription-state.ts";

/** What somebody goes to Stripe's own portal for. `subscription_keep` is ours: Stripe has no page of its own for it. */
export const customerPortalFlows = [
  "payment_method_update",
  "subscription_update",
  "subscription_cancel",
  "subscription_keep",
] as const;
export type CustomerPortalFlow = (typeof customerPortalFlows)[number];

const keptMs = 30 * 24 * 60 * 60_000;

/** Whether the Stripe customer is the organization's and still there. */
export function hasCustomer(tenant: Tenant, customerId: string): boolean {
  const { id, deletedAt } = stripeCustomers;
  const found = tenant.db
    .select({ id })
    .from(stripeCustomers)
    .where(mine(tenant, stripeCustomers, eq(id, customerId), isNull(deletedAt)));
  return found.get() !== undefined;
}

/** Writes down what things are before somebody leaves for Stripe's portal. Gives the visit's id. Older visits go. */
export function startVisit(
  tenant: Tenant,
  visit: { customerId: string; personId: PersonId; flow: CustomerPortalFlow },
  now: number,
): string {
  const id = newId("vis");
  transact(tenant, () => {
    tenant.db
      .delete(portalVisits)
      .where(mine(tenant, portalVisits, lt(portalVisits.createdAt, now - keptMs)))
      .run();
    const before = snapshotOf(tenant, visit.customerId);
    tenant.db
      .insert(portalVisits)
      .values(owned(tenant, portalVisits, { ...visit, id, before, createdAt: now }))
      .run();
  });
  return id;
}

/**
 * Ends the person's own visit. `isFirst` is false where they had come back before; null where there is no such visit.
 */
export function endVisit(tenant: Tenant, personId: PersonId, visitId: string, now: number) {
  const own = () => mine(tenant, portalVisits, eq(portalVisits.id, visitId), eq(portalVisits.personId, personId));
  const visit = tenant.db.select().from(portalVisits).where(own()).get();
  if (!visit) return null;
  const { changes } = tenant.db
    .update(portalVisits)
    .set({ returnedAt: now })
    .where(and(own(), isNull(portalVisits.returnedAt)))
    .run();
  const { customerId, flow, before } = visit;
  return {
    customerId,
    flow: flow as CustomerPortalFlow,
    before: before as CustomerPortalSnapshot,
    isFirst: changes > 0,
  };
}

/** What changed since somebody left for Stripe's portal, as far as it is known by now. */
export function changesSince(
  tenant: Tenant,
  visit: { customerId: string; before: CustomerPortalSnapshot },
): CustomerPortalChange[] {
  return customerPortalChanges(visit.before, snapshotOf(tenant, visit.customerId));
}

/** What Stripe's portal can change of a customer, as it is known now. */
function snapshotOf(tenant: Tenant, customerId: string): CustomerPortalSnapshot {
  const { db } = tenant;
  const customer = db
    .select({ methodId: stripeCustomers.defaultPaymentMethodId })
    .from(stripeCustomers)
    .where(mine(tenant, stripeCustomers, eq(stripeCustomers.id, customerId)))
    .get();
  const { id, type, brand, last4, expMonth, expYear } = paymentMethods;
  const methods = db
    .select({ id, type, brand, last4, expMonth, expYear })
    .from(paymentMethods)
    .where(mine(tenant, paymentMethods, eq(paymentMethods.customerId, customerId), isNull(paymentMethods.deletedAt)))
    .all();
  const isTheirs = and(eq(subscriptions.customerId, customerId), isNull(subscriptions.deletedAt));
  const held = db
    .select()
    .from(subscriptions)
    .where(mine(tenant, subscriptions, isTheirs))
    .all();
  const items = db
    .select({
      subscriptionId: subscriptionItems.subscriptionId,
      priceId: subscriptionItems.priceId,
      quantity: subscriptionItems.quantity,
      periodEnd: subscriptionItems.periodEnd,
      name: products.name,
      unitLabel: products.unitLabel,
    })
    .from(subscriptionItems)
    .innerJoin(
      subscriptions,
      and(eq(subscriptions.id, subscriptionItems.subscriptionId), eq(subscriptions.orgId, tenant.orgId)),
    )
    .leftJoin(products, eq(products.id, subscriptionItems.productId))
    .where(mine(tenant, subscriptionItems, isTheirs))
    .all();
  return {
    defaultMethodId: customer?.methodId ?? null,
    methods,
    subscriptions: held.map((row) => {
      const own = items.filter(({ subscriptionId }) => subscriptionId === row.id);
      const ends = own.map(({ periodEnd }) => periodEnd).filter((at) => at !== null);
      return {
        id: row.id,
        name: own.find(({ name }) => name)?.name ?? row.description,
        isOver: subscriptionState(row) === "ended",
        endsAt: row.cancelAt ?? (row.cancelAtPeriodEnd && ends.length ? Math.max(...ends) : null),
        methodId: row.defaultPaymentMethodId,
        isPaused: row.pauseBehavior !== null || row.status === "paused",
        items: own.map(({ priceId, quantity, unitLabel }) => ({ priceId, quantity, unitLabel })),
      };
    }),
  };
}
