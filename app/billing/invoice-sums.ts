import type { Tax } from "#db/schema/billing.ts";
import type { InvoicePapers } from "./invoice-documents.ts";
import type { InvoiceStatus } from "./invoice-status.ts";

/** One line below an invoice's lines, in minor units; what comes off is negative. */
export type Sum =
  | { kind: "discount"; name: string | null; amount: number }
  | { kind: "tax" | "includedTax"; percent: string | null; amount: number }
  | { kind: "subtotal" | "shipping" | "total" | "credit" | "carriedIn" | "carriedOn"; amount: number }
  | { kind: "creditNotes" | "paid" | "overpaid" | "remaining"; amount: number };

/** What the sums are made of, in minor units. */
type Facts = {
  status: InvoiceStatus;
  total: number;
  totalDiscount: number;
  totalTax: number;
  amountDue: number;
  amountPaid: number;
  amountRemaining: number;
  amountOverpaid: number;
  startingBalance: number;
  preCredits: number;
  taxes: Tax[] | null;
  papers: Pick<InvoicePapers, "discounts" | "shipping">;
};

/** How much of an invoice was paid from the credit that its customer had: minor units. */
export function creditUsed({ total, startingBalance }: { total: number; startingBalance: number }): number {
  return Math.min(Math.max(0, -startingBalance), Math.max(0, total));
}

type Settled = Pick<
  Facts,
  "status" | "total" | "startingBalance" | "preCredits" | "amountDue" | "amountPaid" | "amountRemaining"
>;

/**
 * How an invoice comes to ask for nothing without anybody's payment: it is in the customer's favour, is about nothing, was
 * covered by credit or credit notes, or goes over to the next one, as too little to charge. Null where it was or is to be paid.
 */
export function settledBy(invoice: Settled): "favour" | "nothing" | "credit" | "creditNotes" | "next" | null {
  const { status, total, amountPaid, amountRemaining } = invoice;
  if (status === "void" || status === "written-off" || amountPaid > 0 || amountRemaining > 0) return null;
  if (total < 0) return "favour";
  if (total === 0) return "nothing";
  if (invoice.amountDue > 0) return null;
  if (creditUsed(invoice) > 0) return "credit";
  return invoice.preCredits > 0 ? "creditNotes" : "next";
}

/** From the lines to what is left to pay, each step that this invoice has. */
export function sumsOf(invoice: Facts): Sum[] {
  const before = stepsToTotal(invoice);
  const after = stepsFromTotal(invoice);
  const { status, total, amountRemaining } = invoice;
  const isClosed = status === "void" || status === "written-off";
  return [
    ...(before.length ? [{ kind: "subtotal" as const, amount: total - sum(before) }, ...before] : []),
    { kind: "total", amount: total },
    ...taxesOf(invoice).filter(({ kind }) => kind === "includedTax"),
    ...after,
    ...(after.length && !isClosed ? [{ kind: "remaining" as const, amount: amountRemaining }] : []),
  ];
}

const sum = (sums: Sum[]) => sums.reduce((all, { amount }) => all + amount, 0);

/**
 * Stripe's own subtotal has the discounts of single lines taken off already, the lines have not: ours is the sum of the
 * lines, so that all that is shown adds up.
 */
function stepsToTotal(invoice: Facts): Sum[] {
  const { discounts, shipping } = invoice.papers;
  const known = discounts.reduce((all, { amount }) => all + amount, 0);
  const named = known === invoice.totalDiscount ? discounts : [{ name: null, amount: invoice.totalDiscount }];
  return [
    ...named.map(({ name, amount }) => ({ kind: "discount" as const, name, amount: -amount })),
    { kind: "shipping" as const, amount: shipping },
    ...taxesOf(invoice).filter(({ kind }) => kind === "tax"),
  ].filter(({ amount }) => amount !== 0);
}

function taxesOf({ taxes, totalTax }: Facts): Sum[] {
  const told = taxes ?? [{ amount: totalTax, inclusive: false, percent: null }];
  return told
    .filter(({ amount }) => amount !== 0)
    .map(({ amount, inclusive, percent }) => ({ kind: inclusive ? "includedTax" : "tax", percent, amount }));
}

function stepsFromTotal(invoice: Facts): Sum[] {
  const { total, startingBalance, preCredits, amountPaid, amountOverpaid, amountDue, status } = invoice;
  const isTooSmall = status === "paid" && total > 0 && amountDue === 0 && amountPaid === 0;
  const covered = creditUsed(invoice) + preCredits;
  const steps: Sum[] = [
    { kind: "credit", amount: -creditUsed(invoice) },
    { kind: "carriedIn", amount: Math.max(0, startingBalance) },
    { kind: "creditNotes", amount: -preCredits },
    { kind: "carriedOn", amount: isTooSmall ? -Math.max(0, total - covered) : 0 },
    { kind: "paid", amount: -amountPaid },
    { kind: "overpaid", amount: amountOverpaid },
  ];
  return steps.filter(({ amount }) => amount !== 0);
}
