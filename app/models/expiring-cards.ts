import { and, eq, isNotNull, isNull, notInArray, or, type SQL } from "drizzle-orm";
import type { Db } from "#db/connection.ts";
import type { OrgId } from "#db/ids.ts";
import { stripeCustomers } from "#db/schema/billing.ts";
import { paymentMethods, subscriptions } from "#db/schema/subscriptions.ts";
import { mine, type System, type Tenant } from "#db/tenant.ts";
import { methodName } from "../text/method-name.ts";
import { endedStatuses } from "./subscription-state.ts";

/** A month as cards name it: 1 to 12. */
export type Month = { year: number; month: number };

const columns = {
  id: paymentMethods.id,
  orgId: paymentMethods.orgId,
  firstSeenAt: paymentMethods.firstSeenAt,
  type: paymentMethods.type,
  brand: paymentMethods.brand,
  last4: paymentMethods.last4,
};

/** Cards that something is paid by: their customer's default, a running subscription's own, or any of a customer without a default. */
function select(db: Db, where: SQL) {
  const isDefault = eq(stripeCustomers.defaultPaymentMethodId, paymentMethods.id);
  const isUsed = or(isDefault, isNull(stripeCustomers.defaultPaymentMethodId), isNotNull(subscriptions.id));
  return db
    .select(columns)
    .from(paymentMethods)
    .innerJoin(
      stripeCustomers,
      and(
        eq(stripeCustomers.orgId, paymentMethods.orgId),
        eq(stripeCustomers.id, paymentMethods.customerId),
        isNull(stripeCustomers.deletedAt),
      ),
    )
    .leftJoin(
      subscriptions,
      and(
        eq(subscriptions.orgId, paymentMethods.orgId),
        eq(subscriptions.customerId, paymentMethods.customerId),
        eq(subscriptions.defaultPaymentMethodId, paymentMethods.id),
        isNull(subscriptions.deletedAt),
        isNull(subscriptions.endedAt),
        notInArray(subscriptions.status, endedStatuses),
      ),
    )
    .where(and(where, eq(paymentMethods.type, "card"), isNull(paymentMethods.deletedAt), isUsed))
    .groupBy(paymentMethods.id)
    .$dynamic();
}

const expires = ({ year, month }: Month) => and(eq(paymentMethods.expYear, year), eq(paymentMethods.expMonth, month));

/** Every organization's cards in use that work for the last time in this month, with when they were first seen. */
export function listExpiringCards({ db }: System, month: Month) {
  return select(db, and(expires(month), isNotNull(paymentMethods.orgId))!)
    .all()
    .map(({ orgId, ...card }) => ({ ...card, orgId: orgId as OrgId }));
}

/** The card in words where it is still in use and works for the last time in this month, else null. */
export function findExpiringCard(tenant: Tenant, id: string, month: Month): string | null {
  const card = select(tenant.db, mine(tenant, paymentMethods, eq(paymentMethods.id, id), expires(month))).get();
  return card ? methodName(card) : null;
}
