import { checkDiscount, makeDiscount } from "./discounts.ts";
import { invalid } from "../failure.ts";
import { int, isRecord, list, mergedMetadata, text, type Params } from "../params.ts";
import type { InvoiceLine, Metadata } from "../wire.ts";
import { fetchFrom, type World } from "../world.ts";

export type LineInput = {
  description?: string;
  amount?: number;
  quantity?: number;
  unit_amount_decimal?: string;
  pricing?: { price: string };
  period?: { start: number; end: number };
  metadata?: Metadata;
  discountable?: boolean;
  /** For seeding only: tax and discount in minor units, and the subscription item the line bills. */
  tax?: number;
  taxes?: TaxInput[];
  discount?: number | { amount: number; name: string };
  subscription_item?: string;
  subscription?: string;
};

/** `rate` tells taxes of one invoice apart; inclusive tax is in the line's amount already. */
export type TaxInput = { amount: number; rate?: string; inclusive?: boolean; taxable_amount?: number };

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
  const taxes = input.taxes ?? (tax === 0 ? [] : [{ amount: tax }]);
  const discounts = discountsOf(world, owner, input, amount);
  const taxable = amount - discounts.reduce((sum, one) => sum + one.amount, 0);
  return {
    id: world.id("il"),
    object: "line_item",
    amount,
    currency: owner.currency,
    description: text(params.description) ?? (price ? productName(world, price.product) : null),
    discount_amounts: discounts,
    discountable: true,
    discounts: discounts.map((one) => one.discount),
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
    taxes: taxes.map((one) => taxOf(taxable, one)),
  };
}

function taxOf(taxable: number, tax: TaxInput): NonNullable<InvoiceLine["taxes"]>[number] {
  return {
    amount: tax.amount,
    tax_behavior: tax.inclusive ? "inclusive" : "exclusive",
    tax_rate_details: { tax_rate: tax.rate ?? "txr_1FoyerStandInRate0000" },
    taxability_reason: "standard_rated",
    taxable_amount: tax.taxable_amount ?? (tax.inclusive ? taxable - tax.amount : taxable),
    type: "tax_rate_details",
  };
}

function discountsOf(world: World, owner: Owner, { discount }: LineInput, amount: number) {
  if (discount === undefined) return [];
  const given = typeof discount === "number" ? { amount: discount } : discount;
  checkDiscount(amount, given.amount);
  const { id } = makeDiscount(world, owner.id, { ...given, at: world.now() });
  return [{ amount: given.amount, discount: id }];
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
