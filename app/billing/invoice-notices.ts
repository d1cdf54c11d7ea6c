import type { Tenant } from "#db/tenant.ts";
import { findInvoice } from "./invoice.ts";
import { findLatestAttempt } from "./payments.ts";

/**
 * What a mail says of an invoice: the invoice as its page shows it, and what was said of the last payment where that
 * failed. Null where the page would show nothing.
 */
export function findInvoiceNotice(tenant: Tenant, id: string, now: number) {
  const invoice = findInvoice(tenant, id, now);
  return invoice && { ...invoice, failureMessage: findLatestAttempt(tenant, id)?.failureMessage ?? null };
}
