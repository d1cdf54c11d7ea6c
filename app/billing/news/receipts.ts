import { and, eq, isNull, sql, type Placeholder } from "drizzle-orm";
import { invoicePayments, invoices } from "#db/schema/billing.ts";
import type { System } from "#db/tenant.ts";
import type { Observation } from "../stripe/object-type.ts";
import { prepared } from "#db/prepared.ts";
import { freshMs, notifyRecipients } from "./notify.ts";

type Invoice = typeof invoices.$inferSelect;

const isNotNotified = (invoiceId: string | Placeholder) =>
  and(
    eq(invoicePayments.invoiceId, invoiceId),
    eq(invoicePayments.status, "paid"),
    isNull(invoicePayments.toldAt),
    isNull(invoicePayments.deletedAt),
  );

/** No receipt will tell of the invoice's payments until now, in the caller's transaction: another mail does. */
export function settlePayments({ db }: Pick<System, "db">, invoiceId: string, now: number) {
  db.update(invoicePayments).set({ toldAt: now }).where(isNotNotified(invoiceId)).run();
}

/**
 * Sends a receipt for each payment of an invoice that no mail has told of yet, in the caller's transaction. What was paid
 * more than two days ago, or while there was nobody to tell, is settled in silence; what a look without an event found
 * waits for its event.
 */
export function notifyOfPayments({ system, now, eventAt }: Observation, invoice: Invoice) {
  const { id, orgId } = invoice;
  for (const payment of notNotifiedOf(system.db).all({ id })) {
    const isFresh = now - (payment.paidAt ?? payment.createdAt) <= freshMs;
    if (isFresh && eventAt === null) continue;
    const props = { paymentId: payment.id };
    if (isFresh && orgId) notifyRecipients(system, { id, orgId }, { kind: "receipt", key: payment.id, props }, now);
    settling(system.db).run({ id: payment.id, now });
  }
  if (orgId && eventAt !== null && wasPaidOutside(system, invoice, now))
    notifyRecipients(system, { id, orgId }, { kind: "receipt", key: `${id}:outside`, props: { paymentId: null } }, now);
}

const notNotifiedOf = prepared((db) =>
  db
    .select()
    .from(invoicePayments)
    .where(isNotNotified(sql.placeholder("id")))
    .prepare(),
);
const settling = prepared((db) =>
  db
    .update(invoicePayments)
    .set({ toldAt: sql`${sql.placeholder("now")}` })
    .where(eq(invoicePayments.id, sql.placeholder("id")))
    .prepare(),
);

/** Paid past Stripe, with no payment to show for it, after people were told that the invoice is ready. */
function wasPaidOutside({ db }: System, { id, status, paidAt, toldAt, raw }: Invoice, now: number): boolean {
  if (status !== "paid" || paidAt === null || now - paidAt > freshMs || (toldAt !== null && toldAt >= paidAt))
    return false;
  const { amount_paid_off_stripe: amount } = JSON.parse(raw ?? "{}") as { amount_paid_off_stripe?: unknown };
  if (typeof amount !== "number" || amount <= 0) return false;
  const recorded = db
    .select({ id: invoicePayments.id })
    .from(invoicePayments)
    .where(
      and(
        eq(invoicePayments.invoiceId, id),
        eq(invoicePayments.status, "paid"),
        isNull(invoicePayments.deletedAt),
        isNull(invoicePayments.chargeId),
        isNull(invoicePayments.paymentIntentId),
      ),
    )
    .get();
  return !recorded;
}
