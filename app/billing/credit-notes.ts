import { asc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { preparedFor } from "#db/prepared.ts";
import { creditNotes } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";

const listing = preparedFor((tenant: Tenant, { invoiceId }: { invoiceId: string }) =>
  tenant.db
    .select({
      id: creditNotes.id,
      number: creditNotes.number,
      status: creditNotes.status,
      total: creditNotes.total,
      currency: creditNotes.currency,
      reason: creditNotes.reason,
      memo: creditNotes.memo,
      issuedAt: creditNotes.issuedAt,
      voidedAt: creditNotes.voidedAt,
      raw: creditNotes.raw,
    })
    .from(creditNotes)
    .where(mine(tenant, creditNotes, eq(creditNotes.invoiceId, invoiceId), isNull(creditNotes.deletedAt)))
    .orderBy(asc(creditNotes.issuedAt), asc(creditNotes.id)),
);

const units = z.int().catch(0);
/** https://docs.stripe.com/api/credit_notes/object; nothing here is needed, so nothing may be wrong. */
const shape = z.object({
  pre_payment_amount: units,
  post_payment_amount: units,
  out_of_band_amount: units,
  refunds: z.array(z.object({ amount_refunded: units })).catch([]),
  customer_balance_transaction: z.unknown(),
});

/** Where a credit note's money went, in minor units: off the invoice before it was paid, to the card, elsewhere, or to the credit. */
function readWays(raw: string | null) {
  const said = shape.safeParse(raw === null ? {} : JSON.parse(raw)).data;
  if (!said) return { off: 0, refunded: 0, outside: 0, credit: 0 };
  const refunded = said.refunds.reduce((sum, { amount_refunded }) => sum + amount_refunded, 0);
  const outside = said.out_of_band_amount;
  const rest = said.post_payment_amount - refunded - outside;
  return { off: said.pre_payment_amount, refunded, outside, credit: said.customer_balance_transaction ? rest : 0 };
}

/** What was taken back of an invoice, oldest first. Amounts are minor units of `currency`, times epoch milliseconds. */
export const listCreditNotes = (tenant: Tenant, invoiceId: string) =>
  listing(tenant, { invoiceId })
    .all()
    .map(({ raw, ...note }) => ({ ...note, ways: readWays(raw) }));

export type CreditNote = ReturnType<typeof listCreditNotes>[number];

/** A credit note of this invoice, or null: never was, another invoice's, or deleted. */
export function findCreditNote(tenant: Tenant, invoiceId: string, id: string): CreditNote | null {
  return listCreditNotes(tenant, invoiceId).find((note) => note.id === id) ?? null;
}
