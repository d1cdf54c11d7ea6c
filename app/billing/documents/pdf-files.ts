import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { eq, inArray } from "drizzle-orm";
import { enqueue } from "#db/jobs.ts";
import { type creditNotes, invoicePdfs, invoices } from "#db/schema/billing.ts";
import { sha256 } from "#db/secrets.ts";
import { mine, systemOf, transact, type System, type Tenant } from "#db/tenant.ts";
import { connectionOf, type Portal } from "../../portal.server.ts";

export type Pdf = { path: string; size: number; filename: string };
type Invoice = Pick<typeof invoices.$inferSelect, "id" | "number">;

const folderOf = ({ config }: Portal) => join(config.dataDir, "pdf");
/** A number or an id as it may be part of a file's name. */
export const filePart = (text: string) => text.replace(/[^\w.-]+/g, "-");
const filenameOf = ({ id, number }: Invoice) => `Invoice-${filePart(number ?? id)}.pdf`;

/** The cached file of an invoice of the tenant's and the key it was made for; null where none is whole on disk. */
export function findCached(portal: Portal, tenant: Tenant, invoice: Invoice): { pdf: Pdf; sourceKey: string } | null {
  const row = tenant.db
    .select()
    .from(invoicePdfs)
    .where(mine(tenant, invoicePdfs, eq(invoicePdfs.invoiceId, invoice.id)))
    .get();
  const path = row && join(folderOf(portal), row.path);
  if (!path || !existsSync(path) || statSync(path).size !== row.bytes) return null;
  return { pdf: { path, size: row.bytes, filename: filenameOf(invoice) }, sourceKey: row.sourceKey };
}

/**
 * Keeps a file: written beside, flushed, renamed, and only then known to the database; what it replaces is removed.
 * Null where the invoice belongs to nobody any more.
 */
export async function keepPdf(portal: Portal, invoice: Invoice, bytes: Buffer, sourceKey: string): Promise<Pdf | null> {
  const folder = folderOf(portal);
  const hash = sha256(bytes);
  const name = `${sha256(invoice.id).slice(0, 16)}-${hash.slice(0, 16)}.pdf`;
  const path = join(folder, name);
  await writeWhole(folder, path, bytes);
  const { kept, replaced } = record(portal, invoice.id, { sha256: hash, bytes: bytes.length, path: name, sourceKey });
  if (replaced && replaced !== name) await rm(join(folder, replaced), { force: true });
  return kept ? { path, size: bytes.length, filename: filenameOf(invoice) } : null;
}

type CreditNote = Pick<typeof creditNotes.$inferSelect, "id" | "number" | "status">;

/** Where a credit note's file is, or will be: one for each state of the note, so that none shows another. */
function creditNoteFile(portal: Portal, { id, number, status }: CreditNote) {
  const name = `note-${sha256(`${id} ${status}`).slice(0, 32)}.pdf`;
  return { path: join(folderOf(portal), name), filename: `Credit-note-${filePart(number ?? id)}.pdf` };
}

/** The kept file of a credit note as it is now; null where there is none. */
export function findCreditNoteFile(portal: Portal, note: CreditNote): Pdf | null {
  const { path, filename } = creditNoteFile(portal, note);
  return existsSync(path) ? { path, filename, size: statSync(path).size } : null;
}

/** Keeps a credit note's file: written beside, flushed, renamed. */
export async function keepCreditNoteFile(portal: Portal, note: CreditNote, bytes: Buffer): Promise<Pdf> {
  const { path, filename } = creditNoteFile(portal, note);
  await writeWhole(folderOf(portal), path, bytes);
  return { path, filename, size: bytes.length };
}

type Facts = Pick<typeof invoicePdfs.$inferInsert, "sha256" | "bytes" | "path" | "sourceKey">;

function record(portal: Portal, invoiceId: string, facts: Facts) {
  const system = systemOf(connectionOf(portal));
  const { db } = system;
  return transact(system, () => {
    const owner = db.select({ orgId: invoices.orgId }).from(invoices).where(eq(invoices.id, invoiceId)).get();
    if (!owner?.orgId) return { kept: false, replaced: null };
    const before = db.select().from(invoicePdfs).where(eq(invoicePdfs.invoiceId, invoiceId)).get();
    const values = { ...facts, orgId: owner.orgId, fetchedAt: portal.now() };
    db.insert(invoicePdfs)
      .values({ ...values, invoiceId })
      .onConflictDoUpdate({ target: invoicePdfs.invoiceId, set: values })
      .run();
    return { kept: true, replaced: before?.path ?? null };
  });
}

/** Forgets the files of a Stripe customer's invoices, in the caller's transaction; a job removes them from the disk. */
export function forgetPdfs(system: System, customerId: string, now: number) {
  const { db } = system;
  const theirs = db.select({ id: invoices.id }).from(invoices).where(eq(invoices.customerId, customerId));
  const gone = db
    .delete(invoicePdfs)
    .where(inArray(invoicePdfs.invoiceId, theirs))
    .returning({ file: invoicePdfs.path })
    .all();
  for (const { file } of gone) enqueue(system, "pdf.remove", { file }, { now });
}

/** The job that removes a file which no invoice has any more. */
export async function removePdf(portal: Portal, { file = "" }: Record<string, string>): Promise<void> {
  const { db } = systemOf(connectionOf(portal));
  const isKept = db.select({ id: invoicePdfs.invoiceId }).from(invoicePdfs).where(eq(invoicePdfs.path, file)).get();
  if (!isKept && /^[\w-]+\.pdf$/.test(file)) await rm(join(folderOf(portal), file), { force: true });
}

async function writeWhole(folder: string, path: string, bytes: Buffer) {
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `.${randomUUID()}.tmp`);
  try {
    const file = await open(draft, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
