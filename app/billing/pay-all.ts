import type { Tenant } from "#db/tenant.ts";
import { findInvoice } from "./invoice.ts";
import { listPayableInvoices } from "./invoices.ts";
import { listPayments } from "./payments.ts";

/** So many are shown to be paid in one go. */
export const maxInTurn = 50;

/** What can be paid in one currency, the most urgent first; in that of the most urgent where none is asked for. */
export function listToPay(tenant: Tenant, currency: string | null, now: number) {
  const chosen = currency ?? listPayableInvoices(tenant, now, 1)[0]?.currency ?? "eur";
  const invoices = listPayableInvoices(tenant, now, maxInTurn, chosen);
  return { currency: chosen, invoices, sum: invoices.reduce((sum, { amountRemaining }) => sum + amountRemaining, 0) };
}

export type ToPay = ReturnType<typeof listToPay>;

/** What became of an invoice that somebody says they paid; null where it is not the organization's. */
export function findChecked(tenant: Tenant, id: string | null, now: number) {
  const invoice = id === null ? null : findInvoice(tenant, id, now);
  if (!invoice) return null;
  const { number, currency, status, payable, isUnderWay, amountRemaining, total } = invoice;
  const state = isUnderWay ? "under-way" : payable ? "open" : status === "paid" ? "paid" : "over";
  const receipt = listPayments(tenant, invoice).at(-1)?.id ?? null;
  return { id: invoice.id, number, currency, amount: payable ? amountRemaining : total, state, receipt } as const;
}

export type CheckedInvoice = NonNullable<ReturnType<typeof findChecked>>;
