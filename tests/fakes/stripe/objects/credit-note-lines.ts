import type Stripe from "stripe";
import { invalid } from "../failure.ts";
import { int, isRecord, list, need, type Params } from "../params.ts";
import type { CreditNoteLine, InvoiceLine, Wire } from "../wire.ts";
import type { World } from "../world.ts";

export type CreditNoteLineInput = {
  type: "invoice_line_item" | "custom_line_item";
  invoice_line_item?: string;
  description?: string;
  quantity?: number;
  unit_amount?: number;
  amount?: number;
};

type Taxes = NonNullable<Wire<Stripe.CreditNoteLineItem>["taxes"]>;

/** The lines asked for, or the one that an amount alone makes. Amounts are without tax, in minor units. */
export function creditNoteLines(world: World, invoiceId: string, params: Params): CreditNoteLine[] {
  const lines = list(params.lines).map((input) => {
    if (!isRecord(input)) throw invalid("Invalid object", { param: "lines" });
    return input.type === "custom_line_item" ? ownLine(world, input) : lineOfInvoice(world, invoiceId, input);
  });
  if (lines.length > 0) return lines;
  const amount = int(params.amount, "amount");
  if (amount === undefined) {
    throw invalid("You must specify at least one of `amount`, `lines`, or `shipping_cost` to issue a credit note.");
  }
  return [makeLine(world, { type: "custom_line_item", description: null, quantity: 1, amount })];
}

function ownLine(world: World, input: Params): CreditNoteLine {
  const quantity = int(input.quantity, "lines[quantity]") ?? 1;
  const unit = int(input.unit_amount, "lines[unit_amount]") ?? 0;
  const description = need(input.description, "lines[0][description]");
  return makeLine(world, { type: "custom_line_item", description, quantity, amount: unit * quantity });
}

function lineOfInvoice(world: World, invoiceId: string, input: Params): CreditNoteLine {
  const id = need(input.invoice_line_item, "lines[0][invoice_line_item]");
  const line = world.state.invoiceLines.get(invoiceId)?.find((one) => one.id === id);
  if (!line) throw invalid(`The invoice line item ${id} is not on invoice ${invoiceId}.`, { param: "lines" });
  const whole = line.quantity ?? 1;
  const quantity = int(input.quantity, "lines[quantity]");
  const amount = int(input.amount, "lines[amount]") ?? Math.round((line.amount * (quantity ?? whole)) / whole);
  if (amount > line.amount) throw invalid("The credited amount is greater than the line's.", { param: "lines" });
  const share = (part: number) => (line.amount === 0 ? 0 : Math.round((part * amount) / line.amount));
  return makeLine(world, {
    type: "invoice_line_item",
    description: line.description,
    quantity: quantity ?? line.quantity,
    amount,
    invoice_line_item: line.id,
    discounts: (line.discount_amounts ?? []).map((one) => ({ ...one, amount: share(one.amount) })),
    taxes: (line.taxes ?? []).map((tax) => taxed(tax, share)),
  });
}

function taxed(tax: NonNullable<InvoiceLine["taxes"]>[number], share: (part: number) => number): Taxes[number] {
  return { ...tax, amount: share(tax.amount), taxable_amount: share(tax.taxable_amount ?? 0) };
}

type Given = {
  type: string;
  description: string | null;
  quantity: number | null;
  amount: number;
  invoice_line_item?: string;
  discounts?: CreditNoteLine["discount_amounts"];
  taxes?: Taxes;
};

function makeLine(world: World, given: Given): CreditNoteLine {
  const { discounts = [], taxes = [], invoice_line_item, ...rest } = given;
  const unit = given.amount / (given.quantity || 1);
  return {
    id: world.id("cnli"),
    object: "credit_note_line_item",
    discount_amount: discounts.reduce((sum, one) => sum + one.amount, 0),
    discount_amounts: discounts,
    ...(invoice_line_item && { invoice_line_item }),
    livemode: world.livemode,
    metadata: {},
    pretax_credit_amounts: [],
    tax_rates: [],
    taxes,
    unit_amount: Number.isInteger(unit) ? unit : null,
    unit_amount_decimal: String(unit),
    ...rest,
  };
}
