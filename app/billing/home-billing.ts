import { sql } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import type { Portal } from "../portal.server.ts";
import { bankTransfer } from "./bank-transfer.ts";
import { billingStanding } from "./billing-standing.ts";
import { findAccount, type Money } from "./credit.ts";
import { homeSubscriptions } from "./home-subscriptions.ts";
import { isUnderWay } from "./invoice-charges.ts";
import { midnightOf } from "./invoice-status.ts";
import { billingTotals, isOpen, listInvoices, listPayableInvoices, visible } from "./invoices.ts";
import { maxInTurn } from "./pay-all.ts";
import { listPaymentMethods } from "./payment-methods.ts";

const newestShown = 1;

/** Cards that something is paid by and that work no more, or not for another 30 days. */
export function listEndingCards(tenant: Tenant, now: number) {
  return listPaymentMethods(tenant, now)
    .flatMap(({ methods }) => methods)
    .filter(({ expiry, isUsed }) => expiry !== null && isUsed);
}

const summingOverdue = preparedFor((tenant: Tenant, { midnight }: { midnight: number }) =>
  tenant.db
    .select({ currency: invoices.currency, amount: sql<number>`sum(${invoices.amountRemaining})` })
    .from(invoices)
    .where(mine(tenant, invoices, visible, isOpen, sql`${invoices.dueAt} < ${midnight} and not ${isUnderWay(tenant)}`))
    .groupBy(invoices.currency),
);

/** How much is late, by currency, in minor units. */
const sumOverdue = (tenant: Tenant, now: number): Money[] =>
  summingOverdue(tenant, { midnight: midnightOf(now) }).all();

export type EndingCard = ReturnType<typeof listEndingCards>[number];
export type HomeBilling = ReturnType<typeof homeBilling>;

/**
 * What home says of billing: what is open and how much of it is late, and which payment failed, card ends or subscription
 * waits; what is on account, and the newest invoice. Who may not pay gets the account for a transfer, to pass it on.
 */
export function homeBilling(tenant: Tenant, portal: Portal, mayPay: boolean) {
  const now = portal.now();
  const totals = billingTotals(tenant);
  const needs = totals.openCount ? listPayableInvoices(tenant, now) : [];
  const isOne = totals.openCount === 1;
  const failed = isOne ? [] : needs.filter(({ status }) => status === "failed");
  const { bank } = portal.config;
  return {
    standing: billingStanding(tenant, portal, ["invoice", "subscription"]),
    needs,
    failed,
    overdue: totals.openCount ? sumOverdue(tenant, now) : [],
    subscriptions: homeSubscriptions(tenant, isOne || !mayPay ? needs : failed),
    cards: listEndingCards(tenant, now),
    account: findAccount(tenant),
    totals,
    newest: listInvoices(tenant, now, { limit: newestShown }).invoices,
    transfer: bank && !mayPay && needs.length ? bankTransfer(bank, listPayableInvoices(tenant, now, maxInTurn)) : null,
  };
}
