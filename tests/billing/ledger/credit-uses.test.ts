import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BalanceEntry } from "#db/schema/billing.ts";
import { creditUses } from "#app/billing/ledger/credit-uses.ts";

type Move = Pick<BalanceEntry, "type" | "amount"> & Partial<BalanceEntry>;

/** A ledger of these moves, each currency with a balance of its own. */
function ledger(moves: readonly Move[]): BalanceEntry[] {
  const balances: Record<string, number> = {};
  return moves.map(({ currency = "eur", ...move }, at) => {
    const endingBalance = (balances[currency] = (balances[currency] ?? 0) + move.amount);
    return { id: `cbtxn_${at}`, at, endingBalance, currency, invoiceId: null, creditNoteId: null, ...move };
  });
}

const noted = (creditNoteId: string, amount: number, more: Partial<BalanceEntry> = {}): Move => ({
  type: "credit_note",
  amount: -amount,
  creditNoteId,
  ...more,
});
const applied = (invoiceId: string, amount: number, more: Partial<BalanceEntry> = {}): Move => ({
  type: "applied_to_invoice",
  amount,
  invoiceId,
  ...more,
});
const unapplied = (invoiceId: string, amount: number): Move => ({
  type: "unapplied_from_invoice",
  amount: -amount,
  invoiceId,
});
const adjusted = (amount: number): Move => ({ type: "adjustment", amount });

const said = (moves: readonly Move[]) =>
  creditUses(ledger(moves)).map(({ creditNoteId, invoiceId, amount }) => [creditNoteId, invoiceId, amount]);

describe("credit", () => {
  it("is used by the next invoices, the oldest first", () => {
    const moves = [noted("a", 300), noted("b", 500), applied("1", 400), applied("2", 200)];
    expect(said(moves)).toEqual([
      ["a", "1", 300],
      ["b", "1", 100],
      ["b", "2", 200],
    ]);
  });

  it("comes from no credit note where somebody entered it, and may be taken away by hand", () => {
    expect(said([adjusted(-100), noted("a", 300), adjusted(150), applied("1", 250)])).toEqual([["a", "1", 250]]);
    expect(said([adjusted(-100), applied("1", 100)])).toEqual([[null, "1", 100]]);
  });

  it("pays off a debt before an invoice uses the rest", () => {
    const small: Move = { type: "invoice_too_small", amount: 40, invoiceId: "0" };
    expect(said([small, noted("a", 100), applied("1", 60)])).toEqual([["a", "1", 60]]);
  });

  it("that a cancelled invoice gives back is used as if it had not been", () => {
    const moves = [noted("a", 300), noted("b", 100), applied("1", 300), unapplied("1", 300), applied("2", 350)];
    expect(said(moves)).toEqual([
      ["a", "2", 300],
      ["b", "2", 50],
    ]);
    expect(said([noted("a", 300), applied("1", 300), unapplied("1", 100)])).toEqual([["a", "1", 200]]);
  });

  it("comes from nowhere where entries are missing", () => {
    const [first, second, ...rest] = ledger([noted("a", 300), noted("b", 100), applied("1", 350)]);
    expect(creditUses([second!, ...rest])).toMatchObject([
      { creditNoteId: null, amount: 300 },
      { creditNoteId: "b", amount: 50 },
    ]);
    expect(creditUses([first!, ...rest])).toMatchObject([{ creditNoteId: null, amount: 350 }]);
    expect(creditUses([])).toEqual([]);
  });

  it("of one currency is never used in another", () => {
    const moves = [noted("a", 300), noted("d", 300, { currency: "usd" }), applied("1", 200, { currency: "usd" })];
    expect(said(moves)).toEqual([["d", "1", 200]]);
  });
});

const amount = fc.integer({ min: 1, max: 500 });
const currency = fc.constantFrom("eur", "usd");
const step = fc.oneof(
  fc.record({ do: fc.constantFrom("note", "apply", "void", "adjust", "owe"), amount, currency }),
  fc.record({ do: fc.constantFrom("note", "apply"), amount, currency }),
);

/** What Stripe would write down: an invoice takes what credit there is, or the debt, and gives all of it back. */
function played(steps: readonly { do: string; amount: number; currency: string }[]): BalanceEntry[] {
  const moves: Move[] = [];
  const balance = (of: string) => moves.reduce((sum, move) => sum + (move.currency === of ? move.amount : 0), 0);
  steps.forEach(({ do: what, amount: size, currency: of }, n) => {
    const open = moves.find(
      (move) =>
        move.type === "applied_to_invoice" &&
        move.currency === of &&
        !moves.some(({ type, invoiceId }) => type === "unapplied_from_invoice" && invoiceId === move.invoiceId),
    );
    const used = balance(of) > 0 ? -balance(of) : Math.min(size, -balance(of));
    if (what === "note") moves.push(noted(`cn_${n}`, size, { currency: of }));
    else if (what === "apply" && used) moves.push(applied(`in_${n}`, used, { currency: of }));
    else if (what === "void" && open) moves.push({ ...unapplied(open.invoiceId!, open.amount), currency: of });
    else if (what === "adjust") moves.push({ ...adjusted(n % 2 ? size : -size), currency: of });
    else if (what === "owe") moves.push({ type: "invoice_too_small", amount: size, currency: of });
  });
  return ledger(moves);
}

const sum = (all: readonly { amount: number }[]) => all.reduce((total, one) => total + one.amount, 0);

it("never gives more than a credit note brought or an invoice took, in its own currency, and misses nothing", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const entries = played(steps);
      const uses = creditUses(entries);
      expect(uses.every((use) => use.amount > 0)).toBe(true);
      for (const note of entries.filter(({ type }) => type === "credit_note")) {
        const ofIt = uses.filter(({ creditNoteId }) => creditNoteId === note.creditNoteId);
        expect(sum(ofIt)).toBeLessThanOrEqual(-note.amount);
        expect(ofIt.every((use) => use.currency === note.currency && use.at >= note.at)).toBe(true);
      }
      for (const { invoiceId } of entries.filter(({ type }) => type === "applied_to_invoice")) {
        const took = Math.max(0, sum(entries.filter((entry) => entry.invoiceId === invoiceId)));
        expect(sum(uses.filter((use) => use.invoiceId === invoiceId))).toBe(took);
      }
    }),
  );
});

it("takes whatever Stripe may write", () => {
  const entry = fc.record({
    id: fc.string(),
    at: fc.nat(),
    type: fc.constantFrom("credit_note", "applied_to_invoice", "unapplied_from_invoice", "something_of_2031"),
    amount: fc.integer({ min: -500, max: 500 }),
    endingBalance: fc.integer({ min: -900, max: 900 }),
    currency,
    invoiceId: fc.constantFrom(null, "1", "2"),
    creditNoteId: fc.constantFrom(null, "a", "b"),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
      for (const note of ["a", "b"]) {
        const brought = entries.filter(({ type, creditNoteId }) => type === "credit_note" && creditNoteId === note);
        const credit = sum(brought.map((one) => ({ amount: Math.max(0, -one.amount) })));
        expect(sum(creditUses(entries).filter((use) => use.creditNoteId === note))).toBeLessThanOrEqual(credit);
      }
    }),
  );
});
