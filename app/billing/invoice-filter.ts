import { and, gte, inArray, lt, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { invoices } from "#db/schema/billing.ts";
import type { Tenant } from "#db/tenant.ts";
import { matchesSearch } from "./invoice-search.ts";
import { readSearch } from "../search/search-text.ts";
import { statusExpression, type CameOf, type InvoiceStatus } from "./invoice-status.ts";

/** What people call a status, and the statuses that it takes in. */
export const listedInvoiceStatuses = {
  open: ["due", "failed", "overdue"],
  due: ["due", "failed"],
  overdue: ["overdue"],
  paid: ["paid"],
  refunded: ["refunded"],
  void: ["void"],
  "written-off": ["written-off"],
} satisfies Record<string, InvoiceStatus[]>;
export type ListedInvoiceStatus = keyof typeof listedInvoiceStatuses;

export type InvoiceFilter = { year: number | null; status: ListedInvoiceStatus | null; q: string | null };
export const noInvoiceFilter: InvoiceFilter = { year: null, status: null, q: null };

/** What a URL's query asks for; what makes no sense counts as not asked. */
export function readFilter(query: { get(name: string): string | null }): InvoiceFilter {
  const status = query.get("status") ?? "";
  return {
    year: readYear(query.get("year")),
    status: Object.hasOwn(listedInvoiceStatuses, status) ? (status as ListedInvoiceStatus) : null,
    q: readSearch(query.get("q")),
  };
}

/** A year that invoices may be from, or null. */
export function readYear(text: string | null): number | null {
  const year = /^\d{4}$/.test(text ?? "") ? Number(text) : 0;
  return year >= 1970 ? year : null;
}

export function isFiltered({ year, status, q }: InvoiceFilter): boolean {
  return year !== null || status !== null || q !== null;
}

/** Issued in that year of the company's time zone (`TZ`). */
export function issuedIn(year: number, { issuedAt }: { issuedAt: SQLiteColumn } = invoices): SQL {
  const start = (of: number) => new Date(of, 0, 1).getTime();
  return and(gte(issuedAt, start(year)), lt(issuedAt, start(year + 1)))!;
}

/** The condition of a filter's invoices; `came` and `midnight` are as in `statusExpression`. */
export function meets(
  { year, status, q }: InvoiceFilter,
  tenant: Tenant,
  came: CameOf,
  midnight: number,
): SQL | undefined {
  return and(
    year === null ? undefined : issuedIn(year),
    status === null ? undefined : inArray(statusExpression(came, midnight), listedInvoiceStatuses[status]),
    q === null ? undefined : matchesSearch(q, tenant),
  );
}
