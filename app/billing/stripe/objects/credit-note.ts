import { eq } from "drizzle-orm";
import { z } from "zod";
import { creditNotes } from "#db/schema/billing.ts";
import type { Found } from "../stripe-api.ts";
import { ownerOf } from "../owners.ts";
import type { Kind } from "../object-type.ts";
import { put } from "../store-object.ts";
import { idOrNull, time, timeOrNull, whole, words, wordsOrNull } from "../field-schemas.ts";

/** https://docs.stripe.com/api/credit_notes/object */
const shape = z.object({
  id: words,
  customer: idOrNull,
  invoice: idOrNull.pipe(words),
  number: wordsOrNull,
  status: words,
  total: whole,
  currency: words,
  reason: wordsOrNull,
  memo: wordsOrNull,
  created: time,
  effective_at: timeOrNull,
  voided_at: timeOrNull,
  pdf: wordsOrNull,
});

type Answer = { raw: Found; creditNote: z.infer<typeof shape> };

/** Takes back a part of an invoice, or all of it. */
export const creditNote: Kind<Answer> = {
  object: "credit_note",
  table: creditNotes,
  path: "/v1/credit_notes",
  listed: { by: "created" },
  blank: { invoiceId: "", status: "", total: 0, currency: "", issuedAt: 0 },

  complete: (_ask, raw) => ({ raw, creditNote: shape.parse(raw) }),

  save(sighting, { raw, creditNote: said }) {
    const columns = {
      id: said.id,
      orgId: ownerOf(sighting, said.customer),
      customerId: said.customer,
      invoiceId: said.invoice,
      number: said.number,
      status: said.status,
      total: said.total,
      currency: said.currency,
      reason: said.reason,
      memo: said.memo,
      issuedAt: said.effective_at ?? said.created,
      voidedAt: said.voided_at,
      pdfUrl: said.pdf,
    };
    put(sighting, creditNotes, columns, raw, { fleeting: { pdf: "pdfUrl" } });
  },

  ofCustomer: [{ table: creditNotes, where: (customerId) => eq(creditNotes.customerId, customerId) }],
};
