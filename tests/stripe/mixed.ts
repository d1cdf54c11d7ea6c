import type { Billing } from "./billing.ts";

const chairs = [{ amount: 120_00, description: "Oak chair" }];

/**
 * A company's past at Stripe that no event tells of: `count` customers over some years, each with an invoice, and some
 * with subscriptions, payment methods, tax ids, refunds and invoices of many lines. Gives the customers' ids.
 */
export function furnishQuietly({ stripe, now }: Pick<Billing, "stripe" | "now">, count: number): string[] {
  const today = Math.floor(now() / 1000);
  return stripe.quietly(() => {
    const chair = stripe.createProduct({ name: "Chair" });
    const price = stripe.createPrice({ product: chair.id, unit_amount: 1200, currency: "eur", recurring: { interval: "month" } });
    return Array.from({ length: count }, (_, n) => {
      const created = today - (count - n) * 86_400;
      const { id } = stripe.createCustomer({ name: `Customer ${n}`, email: `c${n}@crowd.example`, created });
      const lines = n % 10 === 0 ? Array.from({ length: 12 }, () => chairs[0]!) : chairs;
      const invoice = stripe.openInvoice({ customer: id, lines, created });
      if (n % 3 === 0) stripe.payInvoice(invoice.id);
      if (n % 6 === 0) stripe.createRefund({ charge: [...stripe.state.charges.keys()].at(-1)!, amount: 100 });
      if (n % 4 === 0) stripe.createPaymentMethod({ customer: id, created });
      if (n % 5 === 0) stripe.createTaxId(id, { type: "eu_vat", value: "DE123456789" });
      if (n % 7 === 0) stripe.createSubscription({ customer: id, items: [{ price: price.id }] });
      return id;
    });
  });
}
