import type { Billing } from "./billing.ts";

const chair = { amount: 120_00, description: "Oak chair" };
const day = 86_400;
/** Of every tenth invoice, more than Stripe gives along with an invoice. */
const manyLines = Array.from({ length: 12 }, () => chair);

/**
 * A company's past at Stripe that no event tells of: `count` invoices, one a day until yesterday, of `customers`
 * customers, with subscriptions, payment methods, tax ids, payments, refunds and invoices of many lines. Gives the
 * invoices' ids.
 */
export function furnishQuietly({ stripe, now }: Pick<Billing, "stripe" | "now">, count: number, customers = 20) {
  const today = Math.floor(now() / 1000);
  return stripe.quietly(() => {
    const product = stripe.createProduct({ name: "Chair", created: today - count * day });
    const price = stripe.createPrice({
      product: product.id,
      unit_amount: 1200,
      currency: "eur",
      recurring: { interval: "month" },
      created: today - count * day,
    });
    const ids = Array.from({ length: customers }, (_, n) => {
      const created = today - (count + n) * day;
      const { id } = stripe.createCustomer({ name: `Customer ${n}`, email: `c${n}@crowd.example`, created });
      if (n % 2 === 0) stripe.createPaymentMethod({ customer: id, created });
      if (n % 3 === 0) stripe.createTaxId(id, { type: "eu_vat", value: "DE123456789" });
      if (n % 4 === 0) stripe.createSubscription({ customer: id, items: [{ price: price.id }], created });
      return id;
    });
    return Array.from({ length: count }, (_, n) => {
      const created = today - (count - n) * day;
      const lines = n % 10 === 0 ? manyLines : [chair];
      const { id } = stripe.openInvoice({ customer: ids[n % customers]!, lines, created });
      if (n % 3 === 0) stripe.payInvoice(id, { at: created });
      if (n % 6 === 0) stripe.createRefund({ charge: [...stripe.state.charges.keys()].at(-1)!, amount: 100 });
      return id;
    });
  });
}
