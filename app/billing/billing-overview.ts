import { sql } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { findAccount } from "./credit.ts";
import { countNotesByYear } from "./document-list.ts";
import { billingTotals, listPayableInvoices, visible } from "./invoices.ts";

/** How many invoices were issued since each of these starts. */
const counting = preparedFor((tenant: Tenant, { starts }: { starts: number[] }) => {
  const since = starts.map((start, at) => [at, sql<number>`sum(${invoices.issuedAt} >= ${start})`] as const);
  return tenant.db
    .select(Object.fromEntries(since))
    .from(invoices)
    .where(mine(tenant, invoices, visible));
});

const yearOf = (ms: number) => new Date(ms).getFullYear();

/** The years of the company's time zone that there are invoices or credit notes of, newest first, with how many. */
function listYears(tenant: Tenant, { count, oldest, newest }: ReturnType<typeof billingTotals>) {
  const notes = countNotesByYear(tenant);
  const bills = new Map<number, number>();
  if (oldest !== null && newest !== null) {
    const [first, last] = [yearOf(oldest), yearOf(newest)];
    const starts = Array.from({ length: last - first }, (_, place) => new Date(first + 1 + place, 0, 1).getTime());
    const later = starts.length ? counting(tenant, { starts }).get()! : {};
    for (let year = first; year <= last; year++) {
      const [begun, ended] = [year - first - 1, year - first];
      const bill = (later[begun] ?? count) - (later[ended] ?? 0);
      if (bill) bills.set(year, bill);
    }
  }
  return [...new Set([...bills.keys(), ...notes.keys()])]
    .sort((one, other) => other - one)
    .map((year) => {
      const invoices = bills.get(year) ?? 0;
      return { year, invoices, papers: invoices + (notes.get(year) ?? 0) };
    });
}

export type BillingOverview = ReturnType<typeof billingOverview>;

/** What stands above the list: how much is open and on account, what to pay first, and which years there are. */
export function billingOverview(tenant: Tenant, now: number) {
  const totals = billingTotals(tenant);
  return {
    totals,
    open: totals.openCount ? listPayableInvoices(tenant, now) : [],
    account: findAccount(tenant),
    years: listYears(tenant, totals),
  };
}
