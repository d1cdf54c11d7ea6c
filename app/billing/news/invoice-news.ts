import { and, eq } from "drizzle-orm";
import { enqueue } from "#db/jobs.ts";
import { invoices } from "#db/schema/billing.ts";
import type { System } from "#db/tenant.ts";
import { endPaidTrips } from "#db/trips.ts";
import { countOutcome } from "#db/usage.ts";
import { isoDay } from "../../text/format.ts";
import { isNotNotified, notifyOfFailureSoon } from "./failed-attempts.ts";
import type { Observation } from "../stripe/object-type.ts";
import { settlePayments, notifyOfPayments } from "./receipts.ts";
import { sourceKey } from "../documents/source-key.ts";
import { freshMs, notifyRecipients } from "./notify.ts";

type Invoice = typeof invoices.$inferSelect;

const isReady = ({ deletedAt, status }: Invoice) => deletedAt === null && (status === "open" || status === "paid");

/**
 * What the sight of an invoice has people told, and its file fetched, in the transaction that stores it. Only where an
 * event led to it: what a backfill or a person's look finds first is told when its event comes.
 */
export function notifyOfInvoice(observation: Observation, invoice: Invoice, before: Invoice | null) {
  const { system, now, eventAt } = observation;
  const { id, orgId } = invoice;
  if (hasBeenPaid(invoice, before))
    countOutcome(system, "invoice.paid", { day: isoDay(now), via: "portal", how: "person" });
  if (invoice.status === "paid" && before?.status === "open") endPaidTrips(system, invoice, now);
  const isFailure = hasFailed(observation, invoice, before);
  if (!isFailure) countAttempts(observation, invoice, before);
  notifyOfPayments(observation, eventAt !== null && isNews(invoice, now) ? announce(system, invoice, now) : invoice);
  if (eventAt === null || !orgId) return;
  if (isFailure) notifyOfFailureSoon(system, id, now);
  if (invoice.pdfUrl && (!before || sourceKey(before) !== sourceKey(invoice))) enqueueCaching(system, id, now);
}

/** Whether somebody paid it, and no card that is charged each time by itself. */
const hasBeenPaid = ({ status, collectionMethod }: Invoice, before: Invoice | null) =>
  status === "paid" && before?.status === "open" && (collectionMethod === "send_invoice" || before.attemptCount > 0);

const isFresh = ({ finalizedAt, issuedAt }: Invoice, now: number) => now - (finalizedAt ?? issuedAt) <= freshMs;

/** Ready, lately finalized, and neither told of nor owed. */
const isNews = (invoice: Invoice, now: number) =>
  isReady(invoice) && isFresh(invoice, now) && invoice.toldAt === null && !invoice.readyOwed;

/** Whether an event of today or yesterday led to an attempt that is to be told of; none that paid a part is. */
function hasFailed({ now, eventAt }: Observation, invoice: Invoice, before: Invoice | null): boolean {
  if (eventAt === null || now - eventAt > freshMs || !invoice.orgId || !isNotNotified(invoice)) return false;
  return invoice.amountPaid <= (before?.amountPaid ?? 0);
}

/**
 * Writes down the attempts that are news no more: an event led to them, or they were there at the first sight, or paid a
 * part. Others that a look without an event finds wait for theirs.
 */
function countAttempts({ system, eventAt }: Observation, invoice: Invoice, before: Invoice | null) {
  const { id, attemptCount, toldAttempts, amountPaid } = invoice;
  if (attemptCount <= toldAttempts || (eventAt === null && before && amountPaid <= before.amountPaid)) return;
  system.db.update(invoices).set({ toldAttempts: attemptCount }).where(eq(invoices.id, id)).run();
}

/** Tells that it is ready, or writes down that this is owed to whoever it will belong to. Gives it as it is then. */
function announce(system: System, invoice: Invoice, now: number): Invoice {
  const { id, orgId, status } = invoice;
  const set = orgId ? { toldAt: now, readyOwed: false } : { readyOwed: true };
  if (orgId) notifyRecipients(system, { id, orgId }, { kind: "invoice-ready", key: id }, now);
  // Told as paid, the mail is the receipt too.
  if (orgId && status === "paid") settlePayments(system, id, now);
  system.db.update(invoices).set(set).where(eq(invoices.id, id)).run();
  return { ...invoice, ...set };
}

/**
 * Sends `invoice-ready` for what became ready before there was anybody to tell, in the caller's transaction. What
 * was paid since and finalized more than two days ago counts as told.
 */
export function payOwedMails(system: System, customerId: string, now: number) {
  const owed = and(eq(invoices.customerId, customerId), eq(invoices.readyOwed, true));
  for (const invoice of system.db.select().from(invoices).where(owed).all()) {
    if (!invoice.orgId) continue;
    const isNotNotified = isReady(invoice) && invoice.toldAt === null;
    const set = { readyOwed: false, toldAt: isNotNotified ? now : invoice.toldAt };
    if (isNotNotified && (invoice.status === "open" || isFresh(invoice, now))) announce(system, invoice, now);
    else system.db.update(invoices).set(set).where(eq(invoices.id, invoice.id)).run();
    if (invoice.pdfUrl) enqueueCaching(system, invoice.id, now);
  }
}

function enqueueCaching(system: System, invoiceId: string, now: number) {
  enqueue(system, "pdf.cache", { invoiceId }, { now, dedupeKey: `pdf.cache:${invoiceId}` });
}
