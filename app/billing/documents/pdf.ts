import { eq } from "drizzle-orm";
import { invoices } from "#db/schema/billing.ts";
import { systemOf, type System } from "#db/tenant.ts";
import { Postponed } from "../../jobs/postponed.ts";
import { isAtStripe } from "../../config.server.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";
import { download, DownloadRefused } from "./download.ts";
import { StripeFault } from "../stripe/fault.ts";
import type { Lane } from "../stripe/breaker.ts";
import { throttleOf } from "../stripe/throttle.ts";
import { fetchNow } from "../stripe/fetch-now.ts";
import { creditNote } from "../stripe/objects/credit-note.ts";
import { invoice as invoiceKind } from "../stripe/objects/invoice.ts";
import { findCached, keepCreditNoteFile, keepPdf, type Pdf } from "./pdf-files.ts";
import { sourceKey } from "./source-key.ts";
import { shared } from "../stripe/shared.ts";
import { tuningOf } from "../stripe/tuning.ts";

/** For so long the address that came with the invoice is taken to work. */
const freshMs = 10 * 60_000;
const awayMs = 60_000;
/** What is under way while an invoice's file, or a credit note's, is fetched. */
export const fileOfPaper = (id: string) => `file of ${id}`;

/**
 * Fetches an invoice's file anew: the invoice first, as the addresses of files end, then the file, which is kept. Null
 * where Stripe has none. Throws `StripeFault` or `DownloadRefused`. Two who ask at once share one fetch.
 */
export function renewPdf(portal: Portal, invoiceId: string, lane: Lane): Promise<Pdf | null> {
  return shared(portal, fileOfPaper(invoiceId), () => renew(portal, invoiceId, lane));
}

async function renew(portal: Portal, invoiceId: string, lane: Lane): Promise<Pdf | null> {
  const answer = await fetchNow(portal, invoiceKind, invoiceId, lane);
  const url = answer?.invoice.invoice_pdf;
  return url ? keepFrom(portal, url, invoiceId) : null;
}

async function keepFrom(portal: Portal, url: string, invoiceId: string): Promise<Pdf | null> {
  const key = keyOf(systemOf(connectionOf(portal)), invoiceId);
  const bytes = await downloadPdf(portal, url);
  return key && keepPdf(portal, key.invoice, bytes, key.sourceKey);
}

/** A PDF of Stripe's. Throws `DownloadRefused` where the address gives none. */
async function downloadPdf(portal: Portal, url: string): Promise<Buffer> {
  const isAllowed = (address: string) => isAtStripe(portal.config, address);
  const bytes = await download(url, { isAllowed, timeoutMs: tuningOf(portal).timeoutMs });
  if (bytes.subarray(0, 5).toString("latin1") !== "%PDF-") throw new DownloadRefused("The file is no PDF");
  return bytes;
}

/** What the file is made from, as stored by the look that gave its address. */
function keyOf({ db }: System, invoiceId: string) {
  const invoice = db.select().from(invoices).where(eq(invoices.id, invoiceId)).get();
  return invoice ? { invoice, sourceKey: sourceKey(invoice) } : null;
}

/**
 * The job that fetches an invoice's file before anybody asks for it. Throws where it should be tried again, `Postponed`
 * while the pace is used up or Stripe does not answer; while Stripe refuses our key it is left to whoever asks first.
 */
export async function cachePdf(portal: Portal, { invoiceId = "" }: Record<string, string>): Promise<void> {
  const system = systemOf(connectionOf(portal));
  const key = keyOf(system, invoiceId);
  if (!key?.invoice.orgId || key.invoice.deletedAt !== null) return;
  const cached = findCached(portal, system.within(key.invoice.orgId), key.invoice);
  if (cached?.sourceKey === key.sourceKey) return;
  const { pdfUrl, fetchedAt } = key.invoice;
  const isFresh = pdfUrl !== null && portal.now() - fetchedAt < freshMs;
  if (isFresh && (await keepFrom(portal, pdfUrl, invoiceId).catch(() => null))) return;
  await renewPdf(portal, invoiceId, "sync").catch((error: unknown) => {
    if (!(error instanceof StripeFault)) throw error;
    const { breaker, limiters } = throttleOf(portal);
    if (error.kind === "limited") throw new Postponed(limiters.sync.opensAt(portal.now()));
    if (error.kind === "away" || breaker.cause() === "away") throw new Postponed(portal.now() + awayMs);
    if (!/refused|forbidden|closed/.test(error.kind)) throw error;
  });
}

/**
 * Fetches a credit note's file anew, the note first for a fresh address, and keeps it. Null where Stripe has none. Throws
 * `StripeFault` or `DownloadRefused`. Two who ask at once share one fetch.
 */
export function renewCreditNotePdf(portal: Portal, id: string): Promise<Pdf | null> {
  return shared(portal, fileOfPaper(id), async () => {
    const note = (await fetchNow(portal, creditNote, id, "interactive"))?.creditNote;
    return note?.pdf ? keepCreditNoteFile(portal, note, await downloadPdf(portal, note.pdf)) : null;
  });
}
