import { eq, sql, type SQL } from "drizzle-orm";
import { charges, invoicePayments, invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";

const byId = sql`${charges.id} = ${invoicePayments.chargeId}`;
const byIntent = sql`${charges.paymentIntentId} = ${invoicePayments.paymentIntentId}
  and ${charges.id} is not ${invoicePayments.chargeId}`;

/**
 * The few charges that change what is said of a statement's invoice, by one of the two keys: with an OR, SQLite would read
 * the organization's all. Joined by `cross`, they are looked for from the payments, in an index of nothing but such charges.
 */
const chargesOf = (tenant: Tenant, key: SQL) => sql`from ${invoicePayments}
  cross join ${charges} on ${charges.orgId} = ${invoicePayments.orgId} and ${key}
  where ${invoicePayments.orgId} = ${tenant.orgId} and ${invoicePayments.invoiceId} = ${invoices.id}
    and ${invoicePayments.deletedAt} is null and ${charges.deletedAt} is null
    and (${charges.amountRefunded} > 0 or ${charges.status} = 'pending')`;

const refundedThrough = (tenant: Tenant, key: SQL) =>
  sql`coalesce((select sum(${charges.amountRefunded}) ${chargesOf(tenant, key)}), 0)`;

/** Minor units that came back on a statement's invoice. */
export const amountRefunded = (tenant: Tenant) =>
  sql<number>`(${refundedThrough(tenant, byId)} + ${refundedThrough(tenant, byIntent)})`;

const pendingThrough = (tenant: Tenant, key: SQL) =>
  sql`exists (select 1 ${chargesOf(tenant, key)} and ${charges.status} = 'pending')`;

/** Whether a bank still carries a payment of a statement's invoice: it neither arrived nor failed yet. */
export const isUnderWay = (tenant: Tenant) =>
  sql<boolean>`(${pendingThrough(tenant, byId)} or ${pendingThrough(tenant, byIntent)})`.mapWith(Boolean);

/** Whether a bank still carries a payment of this invoice, so that nobody need pay it. */
export function hasPaymentUnderWay(tenant: Tenant, invoiceId: string): boolean {
  const found = tenant.db
    .select({ id: invoices.id })
    .from(invoices)
    .where(mine(tenant, invoices, eq(invoices.id, invoiceId), isUnderWay(tenant)));
  return found.get() !== undefined;
}
