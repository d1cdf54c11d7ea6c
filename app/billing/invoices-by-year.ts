import type { BillingOverview } from "./billing-overview.ts";
import type { InvoiceSummary } from "./invoices.ts";

/** A list, newest first, under the years of the company's time zone that it is from, with how much each of them has in all. */
export function groupByYear(invoices: InvoiceSummary[], years: BillingOverview["years"]) {
  return years
    .map((one) => ({
      ...one,
      shown: invoices.filter(({ issuedAt }) => new Date(issuedAt).getFullYear() === one.year),
    }))
    .filter(({ shown }) => shown.length);
}

export type YearOfInvoices = ReturnType<typeof groupByYear>[number];
