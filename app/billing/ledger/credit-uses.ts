import type { BalanceEntry } from "#db/schema/billing.ts";

/** A part of a credit that an invoice used: minor units of `currency`, `at` in epoch milliseconds. */
export type CreditUse = {
  /** The credit note that the credit came from; null where it came otherwise, or it can't be told. */
  creditNoteId: string | null;
  invoiceId: string;
  amount: number;
  currency: string;
  at: number;
};

type Lot = { creditNoteId: string | null; left: number };

/**
 * Which invoices used which credit, by a customer's ledger with its oldest entry first. The oldest credit is used first, and
 * what an invoice gives back is as old as it was. Where entries are missing, what there was until then comes from nowhere.
 */
export function creditUses(entries: readonly BalanceEntry[]): CreditUse[] {
  const currencies = new Set(entries.map(({ currency }) => currency));
  return [...currencies].flatMap((currency) => usesIn(entries.filter((entry) => entry.currency === currency)));
}

function usesIn(entries: readonly BalanceEntry[]): CreditUse[] {
  let lots: Lot[] = [];
  let balance = 0;
  let uses: { lot: Lot; use: CreditUse }[] = [];

  for (const { type, amount, endingBalance, invoiceId, creditNoteId, currency, at } of entries) {
    const before = endingBalance - amount;
    if (before !== balance) lots = [{ creditNoteId: null, left: Math.max(0, -before) }];
    balance = endingBalance;
    // Credit that pays off a debt is gone.
    let credit = Math.min(-amount, Math.max(0, -balance));
    let debit = amount;
    if (type === "unapplied_from_invoice") {
      let back = -amount;
      for (const { lot, use } of uses.filter((one) => one.use.invoiceId === invoiceId).reverse()) {
        const part = Math.max(0, Math.min(use.amount, back));
        use.amount -= part;
        back -= part;
        if (!lots.includes(lot)) continue;
        const kept = Math.min(part, Math.max(0, credit));
        lot.left += kept;
        credit -= kept;
      }
      uses = uses.filter(({ use }) => use.amount > 0);
    }
    if (credit > 0) lots.push({ creditNoteId: type === "credit_note" ? creditNoteId : null, left: credit });
    for (const lot of lots) {
      if (debit <= 0) break;
      const part = Math.min(lot.left, debit);
      lot.left -= part;
      debit -= part;
      if (part && type === "applied_to_invoice" && invoiceId)
        uses.push({ lot, use: { creditNoteId: lot.creditNoteId, invoiceId, amount: part, currency, at } });
    }
  }
  return uses.map(({ use }) => use);
}
