import type { Invoice, InvoiceLine } from "../wire.ts";
import type { World } from "../world.ts";

const EMBEDDED = 10;

/** Every amount of an invoice from its lines, taxes, balance, credits and payments, in minor units. */
export function totals(world: World, invoice: Invoice): Partial<Invoice> {
  const lines = world.state.invoiceLines.get(invoice.id) ?? [];
  const subtotal = sum(lines.map((line) => line.amount));
  const taxes = lines.flatMap((line) => line.taxes ?? []);
  const taxed = (behavior: string) =>
    sum(taxes.filter((one) => one.tax_behavior === behavior).map((one) => one.amount));
  const discounts = lines.flatMap((line) => line.discount_amounts ?? []);
  const discounted = subtotal - sum(discounts.map((one) => one.amount));
  const total = discounted + taxed("exclusive");
  const balance = invoice.starting_balance;
  const due = Math.max(0, total + balance - invoice.pre_payment_credit_notes_amount);
  return {
    subtotal,
    subtotal_excluding_tax: subtotal - taxed("inclusive"),
    total,
    total_discount_amounts: discounts,
    total_excluding_tax: discounted - taxed("inclusive"),
    total_taxes: gathered(taxes),
    amount_due: due,
    amount_remaining: Math.max(0, due - invoice.amount_paid),
    amount_overpaid: Math.max(0, invoice.amount_paid - due),
    ending_balance: invoice.status === "draft" ? null : Math.min(0, total + balance),
    lines: {
      object: "list",
      data: lines.slice(0, EMBEDDED),
      has_more: lines.length > EMBEDDED,
      url: `/v1/invoices/${invoice.id}/lines`,
    },
  };
}

/** One tax for each rate, and for each way it is added. */
function gathered(taxes: NonNullable<InvoiceLine["taxes"]>): NonNullable<Invoice["total_taxes"]> {
  const rateOf = (tax: (typeof taxes)[number]) => `${tax.tax_rate_details?.tax_rate} ${tax.tax_behavior}`;
  return [...new Set(taxes.map(rateOf))].map((rate) => {
    const same = taxes.filter((tax) => rateOf(tax) === rate);
    return {
      ...same[0]!,
      amount: sum(same.map((tax) => tax.amount)),
      taxable_amount: sum(same.map((tax) => tax.taxable_amount ?? 0)),
    };
  });
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
