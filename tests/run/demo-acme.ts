import type { StripeStandIn } from "../fakes/stripe/server.ts";
import { day, lines, number } from "./demo-goods.ts";

/** A customer with a bit of everything: what is due, refunded, credited, asked about, and what goes on; gives its id. */
export function furnishAcme(stripe: StripeStandIn, now: number): string {
  const { id: customer } = stripe.createCustomer({
    name: "Acme GmbH",
    email: "ada@acme.example",
    phone: "+49 40 555 0142",
    created: now - 900 * day,
    address: { line1: "Hafenstr. 4", postal_code: "20359", city: "Hamburg", country: "DE" },
    invoice_prefix: "ACME",
    invoice_settings: { custom_fields: [{ name: "PO number", value: "PO-2210" }] },
  });
  const taxId = stripe.createTaxId(customer, { type: "eu_vat", value: "DE123456789" });
  stripe.verifyTaxId(taxId.id);
  const expiring = pays(stripe, customer, now);
  const care = subscribe(stripe, customer, now, expiring);
  bill(stripe, customer, care, now);
  return customer;
}

/** A card for years, one for this month, and an account at a bank; gives the card that ends. */
function pays(stripe: StripeStandIn, customer: string, now: number): string {
  stripe.createPaymentMethod({ type: "sepa_debit", customer, sepa_debit: { iban: "DE89370400440532013000" } });
  const today = new Date(now * 1000);
  const month = { exp_month: today.getUTCMonth() + 1, exp_year: today.getUTCFullYear() };
  const expiring = stripe.createPaymentMethod({ customer, card: { number: "5555555555554444", ...month } });
  const card = { number: "4242424242424242", exp_month: 4, exp_year: today.getUTCFullYear() + 3 };
  stripe.setDefaultPaymentMethod(customer, stripe.createPaymentMethod({ customer, card }).id);
  return expiring.id;
}

/** Two that go on, one of them with seats, one that ends, one that has ended; gives the one that the quarterly invoices belong to. */
function subscribe(stripe: StripeStandIn, customer: string, now: number, expiring: string): string {
  const sold = (name: string, unit_amount: number, interval_count: number, unit_label?: string) => {
    const product = stripe.createProduct({ name, unit_label }).id;
    const recurring = { interval: "month" as const, interval_count };
    return stripe.createPrice({ product, currency: "eur", unit_amount, recurring }).id;
  };
  const care = stripe.createSubscription({
    customer,
    created: now - 880 * day,
    items: [{ price: sold("Care plan", 71_345, 3), current_period_start: now - 61 * day }],
  });
  const planner = sold("Room planner", 1_200, 1, "seat");
  const month = { current_period_start: now - 12 * day };
  stripe.createSubscription({
    customer,
    created: now - 200 * day,
    items: [{ price: planner, quantity: 12, ...month }],
    default_payment_method: expiring,
  });
  const rental = stripe.createSubscription({
    customer,
    created: now - 400 * day,
    items: [{ price: sold("Showroom chairs, rented", 14_500, 1), ...month }],
  });
  stripe.updateSubscription(rental.id, { cancel_at_period_end: true });
  const past = { customer, created: now - 700 * day, items: [{ price: planner }] };
  stripe.cancelSubscription(stripe.createSubscription(past).id, now - 210 * day);
  return care.id;
}

function bill(stripe: StripeStandIn, customer: string, subscription: string, now: number) {
  const open = (n: number, daysAgo: number, more: object = {}) =>
    stripe.openInvoice({ customer, created: now - daysAgo * day, number: number(n), lines: lines.repair, ...more }).id;
  const paid = (n: number, daysAgo: number, more: object = {}) => {
    const invoice = open(n, daysAgo, more);
    stripe.payInvoice(invoice, { at: now - daysAgo * day + 3600 });
    return { invoice, charge: [...stripe.state.charges.values()].at(-1)!.id };
  };
  const cycle = { subscription, billing_reason: "subscription_cycle", lines: lines.care };
  const quarters = [9, 8, 7, 6, 5, 4, 3, 2, 1].map((quarter) => paid(100 - quarter, quarter * 91 - 30, cycle));
  const send = (due: number) => ({ collection_method: "send_invoice", due_date: now + due * day });

  stripe.createRefund({ charge: paid(101, 53).charge, reason: "requested_by_customer" });
  const seat = paid(102, 48, { lines: lines.chairs });
  stripe.createRefund({ charge: seat.charge, amount: 20_230, created: now - 40 * day });
  stripe.payInvoice(open(103, 35, { lines: lines.chairs, ...send(-5) }), { amount: 50_000, at: now - 20 * day });
  open(104, 21, send(-7));
  stripe.createDispute({ charge: quarters[6]!.charge, reason: "general", created: now - 9 * day });
  const memo = "The visit in spring took half the time.";
  stripe.createCreditNote({ invoice: quarters[8]!.invoice, amount: 42_450, credit_amount: 42_450, memo });
}
