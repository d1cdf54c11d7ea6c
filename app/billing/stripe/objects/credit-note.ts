import { eq } from "drizzle-orm";
import { z } from "zod";
import { creditNotes } from "#db/schema/billing.ts";
import type { StripeObject } from "../stripe-api.ts";
import { ownerOf } from "../owners.ts";
import type { ObjectType } from "../object-type.ts";
import { storeObject } from "../store-object.ts";
import { askForLedger } from "./balance-ledger.ts";
import { idOrNull, timestamp, timestampOrNull, integer, text, textOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/credit_notes/object */
const shape = z.object({
  id: text,
  customer: idOrNull,
  invoice: idOrNull.pipe(text),
  number: textOrNull,
  status: text,
  total: integer,
  currency: text,
  reason: textOrNull,
  memo: textOrNull,
  created: timestamp,
  effective_at: timestampOrNull,
  voided_at: timestampOrNull,
  pdf: textOrNull,
  customer_balance_transaction: idOrNull,
});

type Answer = { raw: StripeObject; creditNote: z.infer<typeof shape> };

/** Takes back a part of an invoice, or all of it. */
export const creditNote: ObjectType<Answer> = {
  object: "credit_note",
  table: creditNotes,
  path: "/v1/credit_notes",
  listed: { by: "created" },
  blank: { invoiceId: "", status: "", total: 0, currency: "", issuedAt: 0 },

  complete: (_ask, raw) => ({ raw, creditNote: shape.parse(raw) }),

  save(observation, { raw, creditNote: fields }) {
    const columns = {
      id: fields.id,
      orgId: ownerOf(observation, fields.customer),
      customerId: fields.customer,
      invoiceId: fields.invoice,
      number: fields.number,
      status: fields.status,
      total: fields.total,
      currency: fields.currency,
      reason: fields.reason,
      memo: fields.memo,
      issuedAt: fields.effective_at ?? fields.created,
      voidedAt: fields.voided_at,
      pdfUrl: fields.pdf,
    };
    const { outcome } = storeObject(observation, creditNotes, columns, raw, { fleeting: { pdf: "pdfUrl" } });
    const credited = fields.customer_balance_transaction;
    if (credited)
      askForLedger(observation, fields.customer, outcome, (entries) => entries.some(({ id }) => id === credited));
  },

  ofCustomer: [{ table: creditNotes, where: (customerId) => eq(creditNotes.customerId, customerId) }],
};
