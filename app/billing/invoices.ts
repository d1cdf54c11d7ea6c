import { and, asc, desc, eq, isNull, max, min, ne, not, sql } from "drizzle-orm";
import { cursorOf, cutPage, isAfter, moment, rowId } from "#db/cursor.ts";
import { preparedFor } from "#db/prepared.ts";
import { invoicePdfs, invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { amountRefunded, isUnderWay } from "./invoice-charges.ts";
import { isFiltered, meets, noInvoiceFilter, type InvoiceFilter } from "./invoice-filter.ts";
import { creditUsed } from "./invoice-sums.ts";
import { daysBetween } from "../text/format.ts";
import { invoiceStatus, isPayable, midnightOf, statusExpression } from "./invoice-status.ts";

export const invoicesPerPage = 20;

/** What `statusExpression` must know besides the invoice's own columns. */
const cameOf = (tenant: Tenant) => ({ refunded: amountRefunded(tenant), underWay: isUnderWay(tenant) });

/** What a list says of an invoice. */
export const summary = (tenant: Tenant) => ({
  id: invoices.id,
  number: invoices.number,
  status: invoices.status,
  currency: invoices.currency,
  total: invoices.total,
  totalTax: invoices.totalTax,
  startingBalance: invoices.startingBalance,
  preCredits: invoices.preCredits,
  postCredits: invoices.postCredits,
  amountPaid: invoices.amountPaid,
  amountRemaining: invoices.amountRemaining,
  amountRefunded: amountRefunded(tenant),
  isUnderWay: isUnderWay(tenant),
  attemptCount: invoices.attemptCount,
  collectionMethod: invoices.collectionMethod,
  issuedAt: invoices.issuedAt,
  dueAt: invoices.dueAt,
  paidAt: invoices.paidAt,
  /** What the invoice was for, as people remember it. */
  what: invoices.firstLine,
  whatCount: invoices.lineCount,
  pdfBytes: invoicePdfs.bytes,
  billedTo: invoices.customerName,
});

/** Its word stands in the statement: with a value beside a partial index on it, SQLite would compile at every run. */
export const isOpen = sql`${invoices.status} = 'open'`;

/** Neither a draft nor deleted. */
export const visible = and(isNull(invoices.deletedAt), ne(invoices.status, "draft"));

function select(tenant: Tenant) {
  return tenant.db
    .select(summary(tenant))
    .from(invoices)
    .leftJoin(invoicePdfs, and(eq(invoicePdfs.orgId, invoices.orgId), eq(invoicePdfs.invoiceId, invoices.id)))
    .$dynamic();
}

type Row = ReturnType<ReturnType<typeof select>["all"]>[number];
/** Adds what the row means at `now`, in epoch milliseconds. */
export const withStatus =
  (now: number) =>
  <T extends Row>(row: T) => {
    const status = invoiceStatus(row, now);
    const daysLeft = row.dueAt === null ? null : daysBetween(now, row.dueAt);
    return { ...row, status, payable: isPayable(status), daysLeft, creditUsed: creditUsed(row) };
  };

export type InvoiceSummary = Row extends infer R
  ? Omit<R, "status"> & {
      status: ReturnType<typeof invoiceStatus>;
      payable: boolean;
      /** Until the day that it is due on; below 0 once that is over. */
      daysLeft: number | null;
      creditUsed: number;
    }
  : never;

const cursor = cursorOf({ issuedAt: moment, id: rowId() });

type Page = { midnight: number; issuedAt: number | null; id: string | null; limit: number };

const pageOf = (tenant: Tenant, { midnight, issuedAt, id, limit }: Page, filter = noInvoiceFilter) =>
  select(tenant)
    .where(
      mine(
        tenant,
        invoices,
        visible,
        meets(filter, tenant, cameOf(tenant), midnight),
        issuedAt !== null && id !== null
          ? isAfter("desc", [invoices.issuedAt, issuedAt], [invoices.id, id])
          : undefined,
      ),
    )
    .orderBy(desc(invoices.issuedAt), desc(invoices.id))
    .limit(limit);

const pageOfAll = preparedFor(pageOf);

type ListOptions = { filter?: InvoiceFilter; after?: string | null; limit?: number };

/**
 * A page of the organization's invoices, newest first, with the cursor of the next page or null, and whether it is
 * the first. Drafts and deleted ones are not shown. Amounts are minor units of the row's currency, times epoch milliseconds.
 */
export function listInvoices(
  tenant: Tenant,
  now: number,
  { filter = noInvoiceFilter, after = null, limit = invoicesPerPage }: ListOptions = {},
) {
  const place = cursor.read(after);
  const { issuedAt, id } = place ?? { issuedAt: null, id: null };
  const values = { midnight: midnightOf(now), issuedAt, id, limit: limit + 1 };
  const rows = (isFiltered(filter) ? pageOf(tenant, values, filter) : pageOfAll(tenant, values)).all();
  const { page, next } = cutPage(rows, limit, ({ issuedAt, id }) => cursor.write({ issuedAt: issuedAt!, id }));
  return { invoices: page.map(withStatus(now)), next, isFirst: !place };
}

const exportedAtOnce = 500;

/** All invoices of a filter, newest first, a page at a time: no more is held. */
export function* invoicePages(tenant: Tenant, now: number, filter: InvoiceFilter, limit = exportedAtOnce) {
  let after: string | null = null;
  do {
    const page: ReturnType<typeof listInvoices> = listInvoices(tenant, now, { filter, after, limit });
    yield page.invoices;
    after = page.next;
  } while (after);
}

/** How many invoices a filter lets through. */
export function countInvoices(tenant: Tenant, now: number, filter: InvoiceFilter): number {
  const found = tenant.db
    .select({ count: sql<number>`count(*)` })
    .from(invoices)
    .where(mine(tenant, invoices, visible, meets(filter, tenant, cameOf(tenant), midnightOf(now))));
  return found.get()!.count;
}

type Asked = { midnight: number; limit: number; currency: string | null };

const payable = preparedFor((tenant: Tenant, { midnight, limit, currency }: Asked) => {
  const isAsked = currency === null ? undefined : eq(invoices.currency, currency);
  const urgency = sql`case ${statusExpression(cameOf(tenant), midnight)} when 'overdue' then 0 when 'failed' then 1 else 2 end`;
  return select(tenant)
    .where(mine(tenant, invoices, isNull(invoices.deletedAt), isOpen, not(isUnderWay(tenant)), isAsked))
    .orderBy(urgency, sql`${invoices.dueAt} is null`, asc(invoices.dueAt), asc(invoices.issuedAt))
    .limit(limit);
});

/** What is open and not under way, in a currency or any, most urgent first: overdue, then failed, then by due date. At most `limit`. */
export const listPayableInvoices = (tenant: Tenant, now: number, limit = 5, currency: string | null = null) =>
  payable(tenant, { midnight: midnightOf(now), limit, currency })
    .all()
    .map(withStatus(now));

// Neither is grouped by more than an index says already in its order: nothing is sorted, and no row is looked at.
const counting = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({ count: sql<number>`count(*)`, oldest: min(invoices.issuedAt), newest: max(invoices.issuedAt) })
    .from(invoices)
    .where(mine(tenant, invoices, visible)),
);

const totalling = preparedFor((tenant: Tenant) =>
  tenant.db
    .select({
      currency: invoices.currency,
      amount: sql<number>`sum(${invoices.amountRemaining})`,
      count: sql<number>`count(*)`,
    })
    .from(invoices)
    .where(mine(tenant, invoices, isOpen, isNull(invoices.deletedAt), not(isUnderWay(tenant))))
    .groupBy(invoices.currency),
);

/**
 * How many invoices there are, from when to when (epoch milliseconds; null where there is none), and what is open and not
 * under way by currency in minor units.
 */
export function billingTotals(tenant: Tenant) {
  const open = totalling(tenant).all();
  return {
    ...counting(tenant).get()!,
    openCount: open.reduce((sum, { count }) => sum + count, 0),
    open: open.filter(({ amount }) => amount > 0),
  };
}

const finding = preparedFor((tenant: Tenant, { id }: { id: string }) =>
  tenant.db
    .select({ id: invoices.id })
    .from(invoices)
    .where(mine(tenant, invoices, visible, eq(invoices.id, id))),
);

/** Whether the organization may see such an invoice. */
export const hasInvoice = (tenant: Tenant, id: string): boolean => finding(tenant, { id }).get() !== undefined;
