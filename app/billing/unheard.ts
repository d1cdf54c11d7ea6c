import { count, inArray } from "drizzle-orm";
import { suppressions } from "#db/schema/mail.ts";
import type { Tenant } from "#db/tenant.ts";
import { listBillingRecipients } from "./billing-recipients.ts";

/** Whether emails about invoices and failed payments reach nobody of the organization: those of all who get them come back. */
export function isUnheard(tenant: Tenant): boolean {
  const recipients = listBillingRecipients(tenant);
  if (!recipients.length) return false;
  const isTheirs = inArray(suppressions.email, recipients);
  const { dead } = tenant.db.select({ dead: count() }).from(suppressions).where(isTheirs).get()!;
  return dead === recipients.length;
}
