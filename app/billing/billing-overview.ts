import { sql } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { findAccount } from "./credit.ts";
import { countNotesByYear } from "./document-list.ts";
import { billingTotals, listPayableInvoices, visible } from "./invoices.ts";

/** How many invoices were issued after so many of these starts. */
const counting = preparedFor((tenant: Tenant, { starts }: { starts: number[] }) => {
  const begun = sql.join(
    starts.map((start) => sql`(${invoices.issuedAt} >= ${start})`),
    sql` + `,
  );
  return tenant.db
    .select({ begun: sql<number>`${begun}`, count: sql<number>`count(*)` })
    .from(invoices)
    .where(mine(tenant, invoices, visible))
    .groupBy(sql`1`);
});

const yearOf = (ms: number) => new Date(ms).getFullYear();

/** The years of the company's time zone that there are invoices or credit notes of, newest first, with how many. */
function listYears(tenant: Tenant, { count, oldest, newest }: ReturnType<typeof billingTotals>) {
  const notes = countNotesByYear(tenant);
  const first = yearOf(oldest);
  const all = count ? Array.from({ length: yearOf(newest) - first + 1 }, (_, place) => first + place) : [];
  const counts = all.length
    ? counting(tenant, { starts: all.map((year) => new Date(year, 0, 1).getTime()) }).all()
    : [];
  const bills = new Map(counts.map(({ begun, count }) => [first + begun - 1, count]));
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
    open: listPayableInvoices(tenant, now),
    account: findAccount(tenant),
    years: listYears(tenant, totals),
  };
}
