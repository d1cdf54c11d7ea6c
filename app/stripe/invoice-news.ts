import { and, eq, inArray, isNull } from "drizzle-orm";
import { enqueue } from "#db/jobs.ts";
import { queueMail } from "#db/outbox.ts";
import type { OrgId } from "#db/ids.ts";
import { invoices } from "#db/schema/billing.ts";
import { memberships, people } from "#db/schema/organizations.ts";
import type { System } from "#db/tenant.ts";
import { rolesWith } from "../auth/can.ts";
import type { Sighting } from "./kind.ts";
import { sourceKey } from "./source-key.ts";

type Invoice = typeof invoices.$inferSelect;

const fresh = 48 * 60 * 60_000;
const isReady = (invoice: Invoice | null) =>
  !!invoice && invoice.deletedAt === null && (invoice.status === "open" || invoice.status === "paid");

/** What a changed invoice has people told, and its file fetched, in the transaction that changes it. */
export function tellOfInvoice(sighting: Sighting, invoice: Invoice, before: Invoice | null) {
  const { system, now, eventAt } = sighting;
  if (eventAt === null) return;
  if (isReady(invoice) && !isReady(before) && now - (invoice.finalizedAt ?? invoice.issuedAt) <= fresh) {
    if (invoice.orgId) tellReady(system, invoice.id, invoice.orgId, now);
    else system.db.update(invoices).set({ readyOwed: true }).where(eq(invoices.id, invoice.id)).run();
  }
  if (invoice.orgId && now - eventAt <= fresh && hasFailed(invoice, before)) {
    const { id, orgId, attemptCount } = invoice;
    tell(system, "payment-failed", { id, orgId, key: `payment-failed:${id}:${attemptCount}` }, now);
  }
  if (invoice.orgId && invoice.pdfUrl && (!before || sourceKey(before) !== sourceKey(invoice)))
    enqueueCaching(system, invoice.id, now);
}

/** Any attempt counts, one that paid a part too; only those that Stripe makes by itself are told. */
function hasFailed(invoice: Invoice, before: Invoice | null): boolean {
  if (invoice.status !== "open" || invoice.collectionMethod !== "charge_automatically") return false;
  return invoice.attemptCount > (before?.attemptCount ?? 0) && invoice.amountPaid <= (before?.amountPaid ?? 0);
}

function tellReady(system: System, id: string, orgId: OrgId, now: number) {
  tell(system, "invoice-ready", { id, orgId, key: `invoice-ready:${id}` }, now);
}

function tell(
  system: System,
  kind: string,
  { id, orgId, key }: { id: string; orgId: OrgId; key: string },
  now: number,
) {
  const members = system.db
    .select({ email: people.email })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(memberships.orgId, orgId),
        inArray(memberships.role, rolesWith("billing.notified")),
        isNull(people.disabledAt),
      ),
    )
    .all();
  for (const { email } of members) {
    const props = { invoiceId: id, email };
    queueMail(system, { kind, recipient: email, dedupeKey: `${key}:${email}`, props, orgId }, now);
  }
}

/** Sends `invoice-ready` for what became ready before there was anybody to tell, in the caller's transaction. */
export function payOwedMails(system: System, customerId: string, now: number) {
  const owed = and(eq(invoices.customerId, customerId), eq(invoices.readyOwed, true));
  for (const invoice of system.db.select().from(invoices).where(owed).all()) {
    if (!invoice.orgId) continue;
    if (isReady(invoice)) tellReady(system, invoice.id, invoice.orgId, now);
    system.db.update(invoices).set({ readyOwed: false }).where(eq(invoices.id, invoice.id)).run();
    if (invoice.pdfUrl) enqueueCaching(system, invoice.id, now);
  }
}

function enqueueCaching(system: System, invoiceId: string, now: number) {
  enqueue(system, "pdf.cache", { invoiceId }, { now, dedupeKey: `pdf.cache:${invoiceId}` });
}
