import { asc, eq, isNull } from "drizzle-orm";
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
    })
    .from(creditNotes)
    .where(mine(tenant, creditNotes, eq(creditNotes.invoiceId, invoiceId), isNull(creditNotes.deletedAt)))
    .orderBy(asc(creditNotes.issuedAt), asc(creditNotes.id)),
);

/** What was taken back of an invoice, oldest first. Amounts are minor units of `currency`, times epoch milliseconds. */
export const listCreditNotes = (tenant: Tenant, invoiceId: string) => listing(tenant, { invoiceId }).all();

export type CreditNote = ReturnType<typeof listCreditNotes>[number];

/** A credit note of this invoice, or null: never was, another invoice's, or deleted. */
export function findCreditNote(tenant: Tenant, invoiceId: string, id: string): CreditNote | null {
  return listCreditNotes(tenant, invoiceId).find((note) => note.id === id) ?? null;
}
