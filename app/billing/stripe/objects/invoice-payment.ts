import { sql } from "drizzle-orm";
import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { invoicePayments, invoices } from "#db/schema/billing.ts";
import type { Found } from "../stripe-api.ts";
import { isPending, markDirty, pendingEventAt } from "../fetch-queue.ts";
import type { Kind, Sighting } from "../object-type.ts";
import { put } from "../store-object.ts";
import { rowOf } from "#db/statements.ts";
import { idOrNull, time, timeOrNull, whole, words } from "../field-schemas.ts";

/** https://docs.stripe.com/api/invoice-payment/object; `amount_paid` is null until it is paid. */
const shape = z.object({
  id: words,
  invoice: idOrNull,
  status: words,
  amount_paid: whole.nullish(),
  amount_requested: whole,
  currency: words,
  is_default: z.boolean(),
  created: time,
  payment: z.object({ charge: idOrNull, payment_intent: idOrNull }).nullish(),
  status_transitions: z.object({ paid_at: timeOrNull }).nullish(),
});

export type StripePayment = { raw: Found; payment: z.infer<typeof shape> & { invoice: string } };

/** Throws zod's error on an answer that cannot be used. */
export function readPayment(raw: Found): StripePayment {
  const payment = shape.parse(raw);
  return { raw, payment: { ...payment, invoice: words.parse(payment.invoice) } };
}

/** Stores a payment that belongs where its invoice belongs, in the caller's transaction. */
export function savePayment(sighting: Sighting, { raw, payment }: StripePayment, orgId: OrgId | null) {
  return put(
    sighting,
    invoicePayments,
    {
      id: payment.id,
      orgId,
      invoiceId: payment.invoice,
      chargeId: payment.payment?.charge ?? null,
      paymentIntentId: payment.payment?.payment_intent ?? null,
      status: payment.status,
      amountPaid: payment.amount_paid ?? null,
      amountRequested: payment.amount_requested,
      currency: payment.currency,
      isDefault: payment.is_default,
      createdAt: payment.created,
      paidAt: payment.status_transitions?.paid_at ?? null,
    },
    raw,
  );
}

/** What was paid, or is to be paid, of an invoice. */
export const invoicePayment: Kind<StripePayment> = {
  object: "invoice_payment",
  table: invoicePayments,
  path: "/v1/invoice_payments",
  listed: { by: "created" },
  blank: { invoiceId: "", status: "", amountRequested: 0, currency: "", isDefault: false, createdAt: 0 },

  complete: (_ask, raw) => readPayment(raw),

  save(sighting, answer) {
    const { system, now, eventAt } = sighting;
    const mark = { type: "invoice", id: answer.payment.invoice };
    const invoice = rowOf(system.db, invoices, mark.id);
    const { outcome } = savePayment(sighting, answer, invoice?.orgId ?? null);
    const isNews = eventAt !== null && (outcome === "new" || outcome === "changed");
    const isUnseen = !invoice && (eventAt !== null || !isPending(system, mark));
    if (isUnseen || (isNews && pendingEventAt(system, mark) === null)) markDirty(system, mark, { now, eventAt });
  },

  ofCustomer: [
    {
      table: invoicePayments,
      where: (customerId) =>
        sql`${invoicePayments.invoiceId} in (select id from ${invoices} where customer_id = ${customerId})`,
    },
  ],
};
