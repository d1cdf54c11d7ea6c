import { invalid } from "./failure.ts";
import { int, isRecord, list, mergedMetadata, text, type Params } from "./params.ts";
import type { InvoiceLine, Metadata } from "./wire.ts";
import { fetchFrom, type World } from "./world.ts";

export type LineInput = {
  description?: string;
  amount?: number;
  quantity?: number;
  unit_amount_decimal?: string;
  pricing?: { price: string };
  period?: { start: number; end: number };
  metadata?: Metadata;
  discountable?: boolean;
  /** For seeding only: exclusive tax in minor units, and the subscription item the line bills. */
  tax?: number;
  subscription_item?: string;
  subscription?: string;
};

type Owner = { id: string | null; currency: string };

/** One line of an invoice: an amount, or a quantity of a price. */
export function makeLine(world: World, owner: Owner, input: LineInput): InvoiceLine {
  const params = input as Params;
  const quantity = int(params.quantity, "quantity") ?? 1;
  const price = input.pricing && fetchFrom(world.state.prices, "price", String(input.pricing.price), "price");
  const unit = price?.unit_amount_decimal ?? text(params.unit_amount_decimal);
  const amount = int(params.amount) ?? (unit ? Math.round(Number(unit) * quantity) : undefined);
  if (amount === undefined) throw invalid("You must provide one of amount, pricing or unit_amount_decimal.");
  const period = isRecord(params.period) ? params.period : {};
  const tax = int(params.tax, "tax") ?? 0;
  return {
    id: world.id("il"),
    object: "line_item",
    amount,
    currency: owner.currency,
    description: text(params.description) ?? (price ? productName(world, price.product) : null),
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: owner.id,
    livemode: world.livemode,
    metadata: mergedMetadata({}, params.metadata),
    parent: parentOf(world, input),
    period: { start: int(period.start, "period") ?? world.now(), end: int(period.end, "period") ?? world.now() },
    pretax_credit_amounts: [],
    pricing: {
      ...(price && { price_details: { price: price.id, product: price.product } }),
      type: "price_details",
      unit_amount_decimal: unit ?? String(amount / quantity),
    },
    quantity,
    quantity_decimal: String(quantity),
    subscription: input.subscription ?? null,
    subtotal: amount,
    taxes: tax === 0 ? [] : [exclusiveTax(amount, tax)],
  };
}

function exclusiveTax(taxable: number, amount: number): NonNullable<InvoiceLine["taxes"]>[number] {
  return {
    amount,
    tax_behavior: "exclusive",
    tax_rate_details: { tax_rate: "txr_1FoyerStandInRate0000" },
    taxability_reason: "standard_rated",
    taxable_amount: taxable,
    type: "tax_rate_details",
  };
}

function parentOf(world: World, input: LineInput): InvoiceLine["parent"] {
  if (input.subscription_item) {
    return {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: input.subscription ?? null,
        subscription_item: input.subscription_item,
      },
      type: "subscription_item_details",
    };
  }
  return {
    invoice_item_details: {
      invoice_item: world.id("ii"),
      proration: false,
      proration_details: { credited_items: null },
      subscription: null,
    },
    subscription_item_details: null,
    type: "invoice_item_details",
  };
}

function productName(world: World, id: string): string | null {
  return world.state.products.get(id)?.name ?? null;
}

export function lineInputs(value: Params[string]): LineInput[] {
  return list(value).map((line) => {
    if (!isRecord(line)) throw invalid("Invalid object", { param: "lines" });
    return line as LineInput;
  });
}
