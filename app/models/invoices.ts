import { and, asc, desc, eq, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import { charges, invoiceLines, invoicePayments, invoicePdfs, invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { invoiceStatus, isPayable } from "./invoice-status.ts";

export const pageSize = 20;

/** Minor units that came back on an invoice's charges. */
const amountRefunded = (tenant: Tenant) => sql<number>`coalesce((
  select sum(${charges.amountRefunded}) from ${invoicePayments}
  inner join ${charges} on ${charges.orgId} = ${invoicePayments.orgId}
    and (${charges.id} = ${invoicePayments.chargeId} or ${charges.paymentIntentId} = ${invoicePayments.paymentIntentId})
  where ${invoicePayments.orgId} = ${tenant.orgId} and ${invoicePayments.invoiceId} = ${invoices.id}
    and ${charges.deletedAt} is null), 0)`;

const summary = (tenant: Tenant) => ({
  id: invoices.id,
  number: invoices.number,
  status: invoices.status,
  currency: invoices.currency,
  total: invoices.total,
  amountPaid: invoices.amountPaid,
  amountRemaining: invoices.amountRemaining,
  amountRefunded: amountRefunded(tenant),
  attemptCount: invoices.attemptCount,
  collectionMethod: invoices.collectionMethod,
  issuedAt: invoices.issuedAt,
  dueAt: invoices.dueAt,
  paidAt: invoices.paidAt,
  pdfBytes: invoicePdfs.bytes,
});

const visible = and(isNull(invoices.deletedAt), ne(invoices.status, "draft"));

function select(tenant: Tenant) {
  return tenant.db
    .select(summary(tenant))
    .from(invoices)
    .leftJoin(invoicePdfs, and(eq(invoicePdfs.orgId, invoices.orgId), eq(invoicePdfs.invoiceId, invoices.id)))
    .$dynamic();
}

type Row = ReturnType<ReturnType<typeof select>["all"]>[number];
const withStatus =
  (now: number) =>
  <T extends Row>(row: T) => {
    const status = invoiceStatus(row, now);
    const daysOverdue = row.dueAt === null ? 0 : Math.max(0, Math.floor((now - row.dueAt) / 86_400_000));
    return { ...row, status, payable: isPayable(status), daysOverdue };
  };

export type InvoiceSummary = Row extends infer R
  ? Omit<R, "status"> & { status: ReturnType<typeof invoiceStatus>; payable: boolean; daysOverdue: number }
  : never;

/** `issuedAt_id` of the last row of a page; anything else is no cursor. */
function readCursor(cursor: string | null) {
  const match = /^(\d{1,15})_(\w{1,255})$/.exec(cursor ?? "");
  return match ? { issuedAt: Number(match[1]), id: match[2]! } : null;
}

/**
 * A page of the organization's invoices, newest first, with the cursor of the next page or null. Drafts and deleted
 * ones are not shown. Amounts are minor units of the row's currency, times epoch milliseconds.
 */
export function listInvoices(tenant: Tenant, now: number, { after = null as string | null, limit = pageSize } = {}) {
  const cursor = readCursor(after);
  const older = cursor
    ? or(
        lt(invoices.issuedAt, cursor.issuedAt),
        and(eq(invoices.issuedAt, cursor.issuedAt), lt(invoices.id, cursor.id)),
      )
    : undefined;
  const rows = select(tenant)
    .where(mine(tenant, invoices, visible, older))
    .orderBy(desc(invoices.issuedAt), desc(invoices.id))
    .limit(limit + 1)
    .all();
  const page = rows.slice(0, limit).map(withStatus(now));
  const last = page.at(-1);
  return { invoices: page, next: rows.length > limit && last ? `${last.issuedAt}_${last.id}` : null };
}

/** What is open, most urgent first: overdue, then failed, then by due date. At most `limit`. */
export function listPayableInvoices(tenant: Tenant, now: number, limit = 5) {
  return select(tenant)
    .where(mine(tenant, invoices, isNull(invoices.deletedAt), eq(invoices.status, "open")))
    .orderBy(sql`${invoices.dueAt} is null`, asc(invoices.dueAt), asc(invoices.issuedAt))
    .limit(limit)
    .all()
    .map(withStatus(now));
}

/** How many invoices there are, and what is open by currency in minor units. */
export function billingTotals(tenant: Tenant) {
  const rows = tenant.db
    .select({
      currency: invoices.currency,
      count: sql<number>`count(*)`,
      open: sql<number>`sum(case when ${invoices.status} = 'open' then ${invoices.amountRemaining} else 0 end)`,
      openCount: sql<number>`sum(${invoices.status} = 'open')`,
    })
    .from(invoices)
    .where(mine(tenant, invoices, visible))
    .groupBy(invoices.currency)
    .all();
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    openCount: rows.reduce((sum, row) => sum + row.openCount, 0),
    open: rows.filter((row) => row.open > 0).map(({ currency, open }) => ({ currency, amount: open })),
  };
}

/** One invoice with its lines and payments, or null: never was, not the organization's, a draft, or deleted. */
export function findInvoice(tenant: Tenant, id: string, now: number) {
  const found = tenant.db
    .select({
      ...summary(tenant),
      subtotal: invoices.subtotal,
      totalDiscount: invoices.totalDiscount,
      totalTax: invoices.totalTax,
      startingBalance: invoices.startingBalance,
      postCredits: invoices.postCredits,
      amountDue: invoices.amountDue,
      description: invoices.description,
      billedTo: sql<string | null>`json_extract(${invoices.raw}, '$.customer_name')`,
    })
    .from(invoices)
    .leftJoin(invoicePdfs, and(eq(invoicePdfs.orgId, invoices.orgId), eq(invoicePdfs.invoiceId, invoices.id)))
    .where(mine(tenant, invoices, visible, eq(invoices.id, id)))
    .get();
  if (!found) return null;
  return { ...withStatus(now)(found), lines: listLines(tenant, id), payments: listPayments(tenant, id) };
}

/** Whether the organization may see such an invoice. */
export function hasInvoice(tenant: Tenant, id: string): boolean {
  const found = tenant.db
    .select({ id: invoices.id })
    .from(invoices)
    .where(mine(tenant, invoices, visible, eq(invoices.id, id)));
  return found.get() !== undefined;
}

export type InvoiceDetail = NonNullable<ReturnType<typeof findInvoice>>;

function listLines(tenant: Tenant, invoiceId: string) {
  return tenant.db
    .select({
      id: invoiceLines.id,
      description: invoiceLines.description,
      quantity: invoiceLines.quantity,
      unitAmount: invoiceLines.unitAmount,
      amount: invoiceLines.amount,
      periodStart: invoiceLines.periodStart,
      periodEnd: invoiceLines.periodEnd,
    })
    .from(invoiceLines)
    .where(mine(tenant, invoiceLines, eq(invoiceLines.invoiceId, invoiceId)))
    .orderBy(asc(invoiceLines.position))
    .all();
}

function listPayments(tenant: Tenant, invoiceId: string) {
  return tenant.db
    .select({
      id: invoicePayments.id,
      amountPaid: invoicePayments.amountPaid,
      paidAt: invoicePayments.paidAt,
      method: charges.methodLabel,
      amountRefunded: charges.amountRefunded,
    })
    .from(invoicePayments)
    .leftJoin(
      charges,
      and(
        eq(charges.orgId, invoicePayments.orgId),
        inArray(charges.status, ["succeeded"]),
        or(eq(charges.id, invoicePayments.chargeId), eq(charges.paymentIntentId, invoicePayments.paymentIntentId)),
      ),
    )
    .where(
      mine(
        tenant,
        invoicePayments,
        eq(invoicePayments.invoiceId, invoiceId),
        eq(invoicePayments.status, "paid"),
        isNull(invoicePayments.deletedAt),
      ),
    )
    .orderBy(asc(invoicePayments.paidAt))
    .all();
}
