import { inArray } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { visible } from "./invoices.ts";

/** What an invoice is called by; drafts have no number. */
export type InvoiceName = { kind: "invoice"; number: string | null };

const listing = preparedFor((tenant: Tenant, { ids }: { ids: readonly string[] }) =>
  tenant.db
    .select({ id: invoices.id, number: invoices.number })
    .from(invoices)
    .where(mine(tenant, invoices, visible, inArray(invoices.id, [...ids]))),
);

/** The names of the organization's invoices among these, by id. */
export function listInvoiceNames(tenant: Tenant, ids: readonly string[]): Map<string, InvoiceName> {
  const rows = listing(tenant, { ids }).all();
  return new Map(rows.map(({ id, number }) => [id, { kind: "invoice", number }]));
}
