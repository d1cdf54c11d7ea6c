import type { Tenant } from "#db/tenant.ts";
import type { Portal } from "../portal.server.ts";
import { billingStanding } from "./billing-standing.ts";
import { findAccount } from "./credit.ts";
import { homeSubscriptions } from "./home-subscriptions.ts";
import { billingTotals, listInvoices, listPayableInvoices } from "./invoices.ts";
import { listPaymentMethods } from "./payment-methods.ts";

const newestShown = 3;

/** Cards that something is paid by and that work no more, or not for another 30 days. */
function listEndingCards(tenant: Tenant, now: number) {
  return listPaymentMethods(tenant, now)
    .flatMap(({ methods }) => methods)
    .filter(({ expiry, isUsed }) => expiry !== null && isUsed);
}

export type EndingCard = ReturnType<typeof listEndingCards>[number];
export type HomeBilling = ReturnType<typeof homeBilling>;

/** What home says of billing: what to pay first, which card to renew, which subscription waits, what is on account, and the newest invoices. */
export function homeBilling(tenant: Tenant, portal: Portal) {
  const now = portal.now();
  const needs = listPayableInvoices(tenant, now);
  return {
    standing: billingStanding(tenant, portal, ["invoice", "subscription"]),
    needs,
    subscriptions: homeSubscriptions(tenant, needs),
    cards: listEndingCards(tenant, now),
    account: findAccount(tenant),
    totals: billingTotals(tenant),
    newest: listInvoices(tenant, now, { limit: newestShown }).invoices,
  };
}
