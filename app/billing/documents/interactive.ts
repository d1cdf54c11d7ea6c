import { and, eq, isNull, ne } from "drizzle-orm";
import { invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { isAtStripe } from "../../config.server.ts";
import type { Portal } from "../../portal.server.ts";
import { fetchNow } from "../stripe/fetch-now.ts";
import { invoice as invoiceKind } from "../stripe/objects/invoice.ts";
import { isBeingAsked, shared } from "../stripe/shared.ts";
import { fileOfPaper, renewCreditNotePdf, renewPdf } from "./pdf.ts";
import { findCached, findCreditNoteFile, type Pdf } from "./pdf-files.ts";
import { sourceKey } from "./source-key.ts";

/** The tenant's invoice as its page shows it: no draft, not deleted; null for anything else. */
function findShown(tenant: Tenant, id: string) {
  const shown = and(isNull(invoices.deletedAt), ne(invoices.status, "draft"));
  const row = tenant.db
    .select()
    .from(invoices)
    .where(mine(tenant, invoices, eq(invoices.id, id), shown))
    .get();
  return row ?? null;
}

/** Whether Stripe may be asked for a file; throwing, it stops all. Who joins a request that is under way needs no leave. */
export type MayAsk = () => boolean | Promise<boolean>;

/**
 * The invoice's PDF as a file on disk, `size` in bytes: the cached one where it still shows the invoice's state, else
 * fetched, else the cached one of an earlier state. `none` where there is no such invoice or Stripe has no file for it,
 * `unavailable` where Stripe does not give it now, or `mayAsk` says that it is not to be asked.
 */
export async function findPdf(
  portal: Portal,
  tenant: Tenant,
  invoiceId: string,
  mayAsk: MayAsk = () => true,
): Promise<Pdf | { failure: "unavailable" | "none" }> {
  const invoice = findShown(tenant, invoiceId);
  if (!invoice) return { failure: "none" };
  const cached = findCached(portal, tenant, invoice);
  if (cached?.sourceKey === sourceKey(invoice)) return cached.pdf;
  const may = isBeingAsked(portal, fileOfPaper(invoiceId)) || mayAsk();
  if (may !== true && !(await may)) return cached?.pdf ?? { failure: "unavailable" };
  try {
    return (await renewPdf(portal, invoiceId, "interactive")) ?? cached?.pdf ?? { failure: "none" };
  } catch (error) {
    portal.log.warn({ invoice: invoiceId, reason: String(error) }, "an invoice's pdf could not be fetched");
    return cached?.pdf ?? { failure: "unavailable" };
  }
}

/**
 * A credit note's PDF as a file on disk: the kept one where it shows the note's state, else fetched. The note was found
 * for who asks. `none` where Stripe has no file for it, `unavailable` where it does not give it now, or `mayAsk` says that
 * it is not to be asked.
 */
export async function findCreditNotePdf(
  portal: Portal,
  note: { id: string; number: string | null; status: string },
  mayAsk: MayAsk = () => true,
): Promise<Pdf | { failure: "unavailable" | "none" }> {
  const kept = findCreditNoteFile(portal, note);
  if (kept) return kept;
  const may = isBeingAsked(portal, fileOfPaper(note.id)) || mayAsk();
  if (may !== true && !(await may)) return { failure: "unavailable" };
  try {
    return (await renewCreditNotePdf(portal, note.id)) ?? { failure: "none" };
  } catch (error) {
    portal.log.warn({ creditNote: note.id, reason: String(error) }, "a credit note's pdf could not be fetched");
    return { failure: "unavailable" };
  }
}

export type PaymentPage = { url: string } | { paid: true } | { over: true } | { unavailable: true } | { strange: true };

/**
 * Where the invoice can be paid now: Stripe's page for it, asked for afresh because such addresses end. `paid` where
 * nothing is left to pay, `over` where it is not to be paid any more, `unavailable` where Stripe does not answer, `strange`
 * where the page it names is not one of its own. Stores what it saw. Those who ask for one invoice at once share one
 * request; `admit` stops it by throwing.
 */
export async function freshPaymentUrl(
  portal: Portal,
  tenant: Tenant,
  invoiceId: string,
  admit?: () => void,
): Promise<PaymentPage> {
  if (!findShown(tenant, invoiceId)) return { unavailable: true };
  return shared(portal, `payment page of ${invoiceId}`, () => askForPaymentPage(portal, invoiceId), admit);
}

async function askForPaymentPage(portal: Portal, invoiceId: string): Promise<PaymentPage> {
  try {
    const answer = await fetchNow(portal, invoiceKind, invoiceId, "interactive");
    if (!answer) return { over: true };
    const { status, hosted_invoice_url: url } = answer.invoice;
    if (status === "paid") return { paid: true };
    if (status === "void" || (status === "uncollectible" && !url)) return { over: true };
    if (!url) return { unavailable: true };
    if (isAtStripe(portal.config, url)) return { url };
    portal.log.warn({ invoice: invoiceId }, "an invoice's payment page is not at an address of stripe's");
    return { strange: true };
  } catch (error) {
    portal.log.warn({ invoice: invoiceId, reason: String(error) }, "an invoice's payment page could not be found");
    return { unavailable: true };
  }
}
