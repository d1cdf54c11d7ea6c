import type { StripeStandIn } from "../fakes/stripe/server.ts";

const day = 86_400;

const lines = {
  chairs: [
    { description: "Oak chair, natural oil", quantity: 6, unit_amount_decimal: "17000", tax: 19380 },
    { description: "Delivery by two people, to Hafenstr. 4, Hamburg", amount: 1745, tax: 331 },
  ],
  care: [{ description: "Care plan, quarterly visit", amount: 71345, tax: 13555 }],
  repair: [{ description: "New seat, bench no. 3", amount: 8067, tax: 1533 }],
};

/** Fills a Stripe with what the demo's three customers have bought. `now` is epoch seconds. */
export function furnish(stripe: StripeStandIn, now: number) {
  stripe.createCustomer({ name: "Zoe Lind", email: "zoe@lind.example" });
  const acme = stripe.createCustomer({ name: "Acme GmbH", email: "ada@acme.example", invoice_prefix: "ACME" });
  const card = stripe.createPaymentMethod({
    customer: acme.id,
    card: { number: "4242424242424242", exp_month: 4, exp_year: 2029 },
  });
  stripe.setDefaultPaymentMethod(acme.id, card.id);
  const expiring = new Date((now + 20 * day) * 1000);
  const [exp_month, exp_year] = [expiring.getUTCMonth() + 1, expiring.getUTCFullYear()];
  stripe.createPaymentMethod({ customer: acme.id, card: { number: "5555555555554444", exp_month, exp_year } });
  stripe.createPaymentMethod({ customer: acme.id, type: "sepa_debit" });
  const care = stripe.createProduct({ name: "Care plan, quarterly visit" });
  const visit = { product: care.id, currency: "eur", unit_amount: 71345 };
  const quarterly = stripe.createPrice({ ...visit, recurring: { interval: "month", interval_count: 3 } });
  stripe.createSubscription({ customer: acme.id, created: now - 30 * day, items: [{ price: quarterly.id }] });
  const planner = stripe.createProduct({ name: "Room planner", unit_label: "seat" });
  const seat = { product: planner.id, currency: "eur", unit_amount: 1200 };
  const monthly = stripe.createPrice({ ...seat, recurring: { interval: "month" } });
  const items = [{ price: monthly.id, quantity: 10 }];
  const plan = stripe.createSubscription({ customer: acme.id, created: now - 12 * day, items });
  stripe.updateSubscription(plan.id, { cancel_at_period_end: true });
  const past = stripe.createSubscription({
    customer: acme.id,
    created: now - 400 * day,
    items: [{ price: monthly.id }],
  });
  stripe.cancelSubscription(past.id);
  for (let quarter = 9; quarter >= 1; quarter--) {
    const created = now - quarter * 91 * day;
    const paid = stripe.openInvoice({ customer: acme.id, created, number: number(100 - quarter), lines: lines.care });
    stripe.payInvoice(paid.id, { at: created + 3600 });
  }
  const sample = { customer: acme.id, created: now - 53 * day, number: number(101), lines: lines.repair };
  const refunded = stripe.openInvoice(sample);
  stripe.payInvoice(refunded.id, { at: sample.created + day });
  const payment = [...stripe.state.charges.values()].at(-1)!;
  stripe.createRefund({ charge: payment.id });
  stripe.openInvoice({
    ...sample,
    created: now - 21 * day,
    number: number(102),
    collection_method: "send_invoice",
    due_date: now - 7 * day,
  });
  stripe.openInvoice({
    customer: acme.id,
    created: now - 3600,
    number: number(103),
    collection_method: "send_invoice",
    due_date: now + 14 * day,
    description: "Thank you. Chairs are oiled once more before they leave us.",
    lines: lines.chairs,
  });

  const finn = stripe.createCustomer({ name: "Finn’s Café", email: "finn@cafe.example", invoice_prefix: "FINN" });
  stripe.createPaymentMethod({ customer: finn.id, card: { number: "4000000000000341", exp_month: 1, exp_year: 2028 } });
  const failing = stripe.openInvoice({ customer: finn.id, created: now - 7200, lines: lines.care });
  stripe.failPayment(failing.id);
}

const number = (n: number) => `INV-${1000 + n}`;

export const people = [
  { email: "ada@acme.example", who: "Ada owns Acme GmbH: invoices paid, due, overdue and refunded" },
  { email: "finn@cafe.example", who: "Finn of Finn’s Café: a payment that failed" },
  { email: "zoe@lind.example", who: "Zoe, a customer of today: nothing there yet" },
  { email: "sam@norrland.example", who: "Sam, of the company’s own people" },
];
