import { and, eq, isNull, sql } from "drizzle-orm";
import type { OrgId } from "#db/ids.ts";
import { enqueue } from "#db/jobs.ts";
import { charges, invoicePayments, invoices } from "#db/schema/billing.ts";
import { systemOf, transact, type System } from "#db/tenant.ts";
import type { Handler } from "../../jobs/queue.ts";
import { hasPaymentUnderWay } from "../invoice-charges.ts";
import { connectionOf } from "../../portal.server.ts";
import { markForFetch } from "../stripe/fetch-queue.ts";
import type { Observation } from "../stripe/object-type.ts";
import { notifyRecipients } from "./notify.ts";

type Invoice = typeof invoices.$inferSelect;
type Charge = typeof charges.$inferSelect;

/** How long an attempt's charge may come after its invoice, in milliseconds: a bank's debit counts as an attempt while it is under way. */
const settlingMs = 5_000;

/** Whether Stripe tried by itself to take the money, more often than people were told, and did not get it yet. */
export const isNotNotified = ({ status, collectionMethod, attemptCount, toldAttempts }: Invoice) =>
  status === "open" && collectionMethod === "charge_automatically" && attemptCount > toldAttempts;

/** Leaves the telling for when the attempt's charge is here too, in the caller's transaction. */
export function notifyOfFailureSoon(system: System, invoiceId: string, now: number) {
  const about = { now, notBefore: now + settlingMs, dedupeKey: `failure.tell:${invoiceId}` };
  enqueue(system, "failure.tell", { invoiceId }, about);
}

/** The job: tells of the invoice's last attempt, unless a bank still carries it. Its end is an event that brings this here again. */
export const notifyOfFailure: Handler = (portal, { invoiceId = "" }) => {
  const system = systemOf(connectionOf(portal));
  transact(system, () => {
    const { db } = system;
    const invoice = db.select().from(invoices).where(eq(invoices.id, invoiceId)).get();
    if (!invoice?.orgId || invoice.deletedAt !== null || !isNotNotified(invoice)) return;
    const orgId = invoice.orgId as OrgId;
    if (hasPaymentUnderWay(system.within(orgId), invoiceId)) return;
    const { attemptCount } = invoice;
    notifyRecipients(
      system,
      { id: invoiceId, orgId },
      { kind: "payment-failed", key: `${invoiceId}:${attemptCount}` },
      portal.now(),
    );
    db.update(invoices).set({ toldAttempts: attemptCount }).where(eq(invoices.id, invoiceId)).run();
  });
  portal.nudge();
  return Promise.resolve();
};

/**
 * Has the invoices of a charge looked at that an event shows as failed, where people were not told of an attempt, in the
 * caller's transaction. A debit that was under way when its invoice was first seen is news once it fails.
 */
export function checkInvoicesOf({ system, now, eventAt }: Observation, charge: Charge, before: Charge | null) {
  const { status, paymentIntentId } = charge;
  if (status !== "failed" || eventAt === null || !paymentIntentId) return;
  const { db } = system;
  const paid = db.select({ id: invoicePayments.invoiceId }).from(invoicePayments);
  for (const { id } of paid.where(eq(invoicePayments.paymentIntentId, paymentIntentId)).all()) {
    const isOpen = and(eq(invoices.id, id), eq(invoices.status, "open"), isNull(invoices.deletedAt));
    const toldAttempts = sql`max(0, min(${invoices.toldAttempts}, ${invoices.attemptCount} - 1))`;
    if (before?.status === "pending") db.update(invoices).set({ toldAttempts }).where(isOpen).run();
    const invoice = db.select().from(invoices).where(isOpen).get();
    if (invoice && isNotNotified(invoice)) markForFetch(system, { type: "invoice", id }, { now, eventAt });
  }
}
