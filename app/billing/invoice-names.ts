import { inArray } from "drizzle-orm";
import { invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { visible } from "./invoices.ts";

/** What an invoice is called by; drafts have no number. */
export type InvoiceName = { kind: "invoice"; number: string | null };

/** The names of the organization's invoices among these, by id. */
export function listInvoiceNames(tenant: Tenant, ids: readonly string[]): Map<string, InvoiceName> {
  const rows = tenant.db
    .select({ id: invoices.id, number: invoices.number })
    .from(invoices)
    .where(mine(tenant, invoices, visible, inArray(invoices.id, [...ids])))
    .all();
  return new Map(rows.map(({ id, number }) => [id, { kind: "invoice", number }]));
}
