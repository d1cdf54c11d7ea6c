import { sql } from "drizzle-orm";
import { z } from "zod";
import type { OrgId } from "#db/ids.ts";
import { invoicePayments, invoices } from "#db/schema/billing.ts";
import type { StripeObject } from "../stripe-api.ts";
import { isPending, markForFetch, pendingEventAt } from "../fetch-queue.ts";
import type { ObjectType, Observation } from "../object-type.ts";
import { storeObject } from "../store-object.ts";
import { rowOf } from "#db/statements.ts";
import { idOrNull, timestamp, timestampOrNull, integer, text } from "../field-schemas.ts";

/** https://docs.stripe.com/api/invoice-payment/object; `amount_paid` is null until it is paid. */
const shape = z.object({
  id: text,
  invoice: idOrNull,
  status: text,
  amount_paid: integer.nullish(),
  amount_requested: integer,
  currency: text,
  is_default: z.boolean(),
  created: timestamp,
  payment: z.object({ charge: idOrNull, payment_intent: idOrNull }).nullish(),
  status_transitions: z.object({ paid_at: timestampOrNull }).nullish(),
});

export type StripePayment = { raw: StripeObject; payment: z.infer<typeof shape> & { invoice: string } };

/** Throws zod's error on an answer that cannot be used. */
export function readPayment(raw: StripeObject): StripePayment {
  const payment = shape.parse(raw);
  return { raw, payment: { ...payment, invoice: text.parse(payment.invoice) } };
}

/** Stores a payment that belongs where its invoice belongs, in the caller's transaction. */
export function savePayment(observation: Observation, { raw, payment }: StripePayment, orgId: OrgId | null) {
  return storeObject(
    observation,
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
export const invoicePayment: ObjectType<StripePayment> = {
  object: "invoice_payment",
  table: invoicePayments,
  path: "/v1/invoice_payments",
  listed: { by: "created" },
  blank: { invoiceId: "", status: "", amountRequested: 0, currency: "", isDefault: false, createdAt: 0 },

  complete: (_ask, raw) => readPayment(raw),

  save(observation, answer) {
    const { system, now, eventAt } = observation;
    const ref = { type: "invoice", id: answer.payment.invoice };
    const invoice = rowOf(system.db, invoices, ref.id);
    const { outcome } = savePayment(observation, answer, invoice?.orgId ?? null);
    const isNews = eventAt !== null && (outcome === "new" || outcome === "changed");
    const isUnseen = !invoice && (eventAt !== null || !isPending(system, ref));
    if (isUnseen || (isNews && pendingEventAt(system, ref) === null)) markForFetch(system, ref, { now, eventAt });
  },

  ofCustomer: [
    {
      table: invoicePayments,
      where: (customerId) =>
        sql`${invoicePayments.invoiceId} in (select id from ${invoices} where customer_id = ${customerId})`,
    },
  ],
};
