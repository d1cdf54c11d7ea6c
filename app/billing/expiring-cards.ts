import { and, eq, gt, isNotNull, isNull, sql, type SQL } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { paymentMethods } from "#db/schema/subscriptions.ts";
import type { System, Tenant } from "#db/tenant.ts";
import { methodName } from "./method-name.ts";
import { listPaymentMethods } from "./payment-methods.ts";

/** A month as cards name it: 1 to 12. */
export type Month = { year: number; month: number };

/** The organization's cards that something is paid by and that work for the last time in this month. */
function listCards(tenant: Tenant, { year, month }: Month) {
  return listPaymentMethods(tenant, new Date(year, month - 1).getTime())
    .flatMap(({ methods }) => methods)
    .filter(({ type, isUsed }) => type === "card" && isUsed)
    .filter(({ expYear, expMonth }) => expYear === year && expMonth === month);
}

/**
 * The next cards, in use or not, of all organizations that work for the last time in this month and meet the condition;
 * `after` is the `place` of the last one.
 */
export function listExpiring({ db }: System, { year, month }: Month, condition: SQL, after: number, limit: number) {
  const place = sql<number>`${paymentMethods}.rowid`;
  const { id, orgId, firstSeenAt } = paymentMethods;
  return db
    .select({ place, id, orgId, firstSeenAt })
    .from(paymentMethods)
    .where(
      and(
        eq(paymentMethods.expYear, year),
        eq(paymentMethods.expMonth, month),
        gt(place, after),
        isNotNull(orgId),
        isNull(paymentMethods.deletedAt),
        condition,
      ),
    )
    .orderBy(place)
    .limit(limit)
    .all()
    .map((card) => ({ ...card, orgId: card.orgId as OrgId }));
}

/** The card in words where it is still in use and works for the last time in this month, else null. */
export function findExpiringCard(tenant: Tenant, id: string, month: Month): string | null {
  const card = listCards(tenant, month).find((one) => one.id === id);
  return card ? methodName(card) : null;
}
