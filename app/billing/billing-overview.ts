import { desc, lt } from "drizzle-orm";
import { invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { findAccount } from "./credit.ts";
import { noInvoiceFilter } from "./invoice-filter.ts";
import { countNotesByYear } from "./document-list.ts";
import { billingTotals, countInvoices, listPayableInvoices, visible } from "./invoices.ts";

/** The years of the company's time zone that there are invoices or credit notes of, newest first, with how many. */
function listYears(tenant: Tenant, now: number) {
  const notes = countNotesByYear(tenant);
  const years: { year: number; invoices: number; papers: number }[] = [];
  const newestBefore = (ms: number) =>
    tenant.db
      .select({ issuedAt: invoices.issuedAt })
      .from(invoices)
      .where(mine(tenant, invoices, visible, lt(invoices.issuedAt, ms)))
      .orderBy(desc(invoices.issuedAt), desc(invoices.id))
      .limit(1)
      .get();
  for (let found = newestBefore(Infinity); found;) {
    const year = new Date(found.issuedAt).getFullYear();
    const count = countInvoices(tenant, now, { ...noInvoiceFilter, year });
    years.push({ year, invoices: count, papers: count + (notes.get(year) ?? 0) });
    notes.delete(year);
    found = newestBefore(new Date(year, 0, 1).getTime());
  }
  for (const [year, papers] of notes) years.push({ year, invoices: 0, papers });
  return years.sort((one, other) => other.year - one.year);
}

export type BillingOverview = ReturnType<typeof billingOverview>;

/** What stands above the list: how much is open and on account, what to pay first, and which years there are. */
export function billingOverview(tenant: Tenant, now: number) {
  return {
    totals: billingTotals(tenant),
    open: listPayableInvoices(tenant, now),
    account: findAccount(tenant),
    years: listYears(tenant, now),
  };
}
