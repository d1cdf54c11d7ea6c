import { readFileSync } from "node:fs";
import { and, eq, isNull } from "drizzle-orm";
import { enqueue } from "#db/jobs.ts";
import { invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { findCached } from "../documents/pdf-files.ts";
import { sourceKey } from "../documents/source-key.ts";
import { wantsPdf } from "../payables/payables.ts";
import type { MailSource } from "../../mail/kind.ts";
import type { Attachment } from "../../mail/message.ts";
import { NotYet } from "../../mail/not-yet.ts";

/** What goes up in time on a slow line too, and into every mailbox. Postmark takes 10 MB in all, counted after base64: https://postmarkapp.com/support/article/1056-what-are-the-attachment-and-email-size-limits */
const maxBytes = 3 * 1024 * 1024;
/** With the outbox's pauses about a minute. */
const triesForFile = 7;

/**
 * The invoice's PDF where the organization or the address wants it along: the file that is kept, fetched by a job where it is not, as a
 * mail must not wait for Stripe. Null where it is not wanted, larger than mails may be, or where the mail did not go out with it in a minute.
 */
export function fileOf(source: MailSource, tenant: Tenant, invoiceId: string): Attachment | null {
  const { portal, system, row, now } = source;
  if (!wantsPdf(tenant, row.recipient) || row.attempts >= triesForFile) return null;
  const invoice = tenant.db
    .select()
    .from(invoices)
    .where(mine(tenant, invoices, and(eq(invoices.id, invoiceId), isNull(invoices.deletedAt))))
    .get();
  if (!invoice?.pdfUrl) return null;
  const cached = findCached(portal, tenant, invoice);
  if (cached?.sourceKey === sourceKey(invoice)) {
    const { path, size, filename } = cached.pdf;
    if (size > maxBytes) return null;
    return { name: filename, contentType: "application/pdf", content: readFileSync(path) };
  }
  if (!portal.config.stripe) return null;
  enqueue(system, "pdf.cache", { invoiceId }, { now, dedupeKey: `pdf.cache:${invoiceId}` });
  portal.nudge();
  throw new NotYet("Its PDF is being fetched");
}
