import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { paymentMethods } from "#db/schema/subscriptions.ts";
import type { System, Tenant } from "#db/tenant.ts";
import { methodName } from "../text/method-name.ts";
import { listPaymentMethods } from "./payment-methods.ts";

/** A month as cards name it: 1 to 12. */
export type Month = { year: number; month: number };

/** The organization's cards that something is paid by and that work for the last time in this month. */
function listCards(tenant: Tenant, { year, month }: Month) {
  return listPaymentMethods(tenant, Date.UTC(year, month - 1))
    .flatMap(({ methods }) => methods)
    .filter(({ type, isUsed }) => type === "card" && isUsed)
    .filter(({ expYear, expMonth }) => expYear === year && expMonth === month);
}

/** Every organization's cards in use that work for the last time in this month, with when they were first seen. */
export function listExpiringCards(system: System, month: Month) {
  const expires = and(eq(paymentMethods.expYear, month.year), eq(paymentMethods.expMonth, month.month));
  const organizations = system.db
    .selectDistinct({ orgId: paymentMethods.orgId })
    .from(paymentMethods)
    .where(and(expires, isNotNull(paymentMethods.orgId), isNull(paymentMethods.deletedAt)))
    .all();
  return organizations.flatMap(({ orgId }) =>
    listCards(system.within(orgId as OrgId), month).map(({ id, firstSeenAt }) => ({
      id,
      firstSeenAt,
      orgId: orgId as OrgId,
    })),
  );
}

/** The card in words where it is still in use and works for the last time in this month, else null. */
export function findExpiringCard(tenant: Tenant, id: string, month: Month): string | null {
  const card = listCards(tenant, month).find((one) => one.id === id);
  return card ? methodName(card) : null;
}
