import { and, eq, inArray } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { balanceLedgers, creditNotes, invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { visible } from "../invoices.ts";
import { creditUses } from "./credit-uses.ts";

const ledgerOf = preparedFor((tenant: Tenant, { invoiceId }: { invoiceId: string }) =>
  tenant.db
    .select({ entries: balanceLedgers.entries })
    .from(invoices)
    .innerJoin(
      balanceLedgers,
      and(eq(balanceLedgers.orgId, invoices.orgId), eq(balanceLedgers.id, invoices.customerId)),
    )
    .where(mine(tenant, invoices, eq(invoices.id, invoiceId))),
);

const invoicesOf = preparedFor((tenant: Tenant, { ids }: { ids: string[] }) =>
  tenant.db
    .select({ id: invoices.id, number: invoices.number })
    .from(invoices)
    .where(mine(tenant, invoices, visible, inArray(invoices.id, ids))),
);

const notesOf = preparedFor((tenant: Tenant, { ids }: { ids: string[] }) =>
  tenant.db
    .select({ id: creditNotes.id, number: creditNotes.number, invoiceId: creditNotes.invoiceId })
    .from(creditNotes)
    .where(mine(tenant, creditNotes, inArray(creditNotes.id, ids))),
);

type Facts = { id: string; creditUsed: number; creditNotes: readonly { id: string; ways: { credit: number } }[] };

/** One end of a credit's way: an invoice, and how much it is about in minor units of `currency`. */
type Part = { invoice: { id: string; number: string | null }; amount: number; currency: string };

export type CreditTrail = {
  /** By credit note, the invoices that used what it added to the credit, and when, in epoch milliseconds. */
  used: Readonly<Record<string, (Part & { at: number })[]>>;
  /** The credit notes that this invoice's credit came from, and their invoices. */
  from: (Part & { note: string | null })[];
};

/** Where the credit of an invoice's credit notes went, and where the credit that it used came from, as far as it can be told. */
export function findCreditTrail(tenant: Tenant, invoice: Facts): CreditTrail {
  const gave = new Set(invoice.creditNotes.filter(({ ways }) => ways.credit > 0).map(({ id }) => id));
  if (!gave.size && !invoice.creditUsed) return { used: {}, from: [] };
  const uses = creditUses(ledgerOf(tenant, { invoiceId: invoice.id }).get()?.entries ?? []);
  const went = uses.filter(({ creditNoteId }) => creditNoteId && gave.has(creditNoteId));
  const came = uses.filter(({ invoiceId, creditNoteId }) => creditNoteId && invoiceId === invoice.id);
  const notes = byId(came.length ? notesOf(tenant, { ids: came.map(({ creditNoteId }) => creditNoteId!) }).all() : []);
  const ids = [...went.map(({ invoiceId }) => invoiceId), ...[...notes.values()].map(({ invoiceId }) => invoiceId)];
  const others = byId(ids.length ? invoicesOf(tenant, { ids }).all() : []);
  const used: Record<string, (Part & { at: number })[]> = {};
  for (const { creditNoteId, invoiceId, ...part } of went) {
    const by = others.get(invoiceId);
    if (by) (used[creditNoteId!] ??= []).push({ ...part, invoice: by });
  }
  const from = came.flatMap(({ creditNoteId, amount, currency }) => {
    const note = notes.get(creditNoteId!);
    const credited = note && others.get(note.invoiceId);
    return credited ? [{ invoice: credited, note: note.number, amount, currency }] : [];
  });
  return { used, from };
}

const byId = <T extends { id: string }>(rows: T[]) => new Map(rows.map((row) => [row.id, row]));
