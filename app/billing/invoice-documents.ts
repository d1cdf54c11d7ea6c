import { z } from "zod";

const words = z.string().trim().min(1).nullish().catch(null);
const listOf = <T extends z.ZodType>(item: T) => z.array(item).nullish().catch(null);
const coupon = z.looseObject({ name: words }).nullish().catch(null);
const discount = z
  .looseObject({ coupon, source: z.looseObject({ coupon }).nullish().catch(null) })
  .nullish()
  .catch(null);

/** https://docs.stripe.com/api/invoices/object; nothing here is needed, so nothing may be wrong. */
const shape = z.object({
  customer_name: words,
  customer_email: words,
  customer_address: z
    .object({ line1: words, line2: words, postal_code: words, city: words, state: words, country: words })
    .nullish()
    .catch(null),
  customer_tax_ids: listOf(z.object({ value: words })),
  custom_fields: listOf(z.object({ name: words, value: words })),
  total_discount_amounts: listOf(z.object({ amount: z.int(), discount })),
  shipping_cost: z.object({ amount_subtotal: z.int() }).nullish().catch(null),
  amount_paid_off_stripe: z.int().nullish().catch(null),
});

/** What stands on an invoice and in no column of its own, from Stripe's own words of it. Amounts in minor units. */
export function readPapers(raw: string | null) {
  const said = shape.safeParse(raw === null ? {} : JSON.parse(raw)).data;
  const { line1, line2, postal_code: postalCode, city, state, country } = said?.customer_address ?? {};
  const together = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(" ");
  return {
    billedTo: {
      name: said?.customer_name ?? said?.customer_email ?? null,
      address: [line1, line2, together(postalCode, city), state].filter((line) => !!line) as string[],
      country: country ?? null,
      taxIds: (said?.customer_tax_ids ?? []).flatMap(({ value }) => value ?? []),
    },
    customFields: (said?.custom_fields ?? []).flatMap(({ name, value }) => (name && value ? [{ name, value }] : [])),
    discounts: byName(
      (said?.total_discount_amounts ?? []).map(({ amount, discount: of }) => ({
        name: of?.coupon?.name ?? of?.source?.coupon?.name ?? null,
        amount,
      })),
    ),
    shipping: said?.shipping_cost?.amount_subtotal ?? 0,
    paidOutside: said?.amount_paid_off_stripe ?? 0,
  };
}

function byName(discounts: { name: string | null; amount: number }[]) {
  const sums = new Map<string | null, number>();
  for (const { name, amount } of discounts) if (amount) sums.set(name, (sums.get(name) ?? 0) + amount);
  return [...sums].map(([name, amount]) => ({ name, amount }));
}

export type InvoicePapers = ReturnType<typeof readPapers>;
