import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWithClient } from "./client.ts";
import { readDeclarations } from "./declared.ts";

const DEFINITIONS: Record<string, string> = {
  account: "Account",
  charge: "Charge",
  credit_note: "CreditNote",
  credit_note_line_item: "CreditNoteLineItem",
  customer: "Customer",
  customer_balance_transaction: "CustomerBalanceTransaction",
  dispute: "Dispute",
  invoice: "Invoice",
  invoice_payment: "InvoicePayment",
  line_item: "InvoiceLineItem",
  payment_intent: "PaymentIntent",
  payment_method: "PaymentMethod",
  price: "Price",
  product: "Product",
  refund: "Refund",
  subscription: "Subscription",
  tax_id: "TaxId",
};
const DELETED: Record<string, string> = { customer: "DeletedCustomer" };
const LISTS = [
  "customers",
  "invoices",
  "invoice_payments",
  "charges",
  "refunds",
  "credit_notes",
  "disputes",
  "products",
  "prices",
  "tax_ids",
  "payment_intents",
  "subscriptions?status=all",
];
const EXPANDED: Record<string, string[]> = {
  invoices: ["payments", "customer", "confirmation_secret", "total_discount_amounts.discount", "discounts"],
  charges: ["refunds", "customer", "payment_intent"],
  customers: ["subscriptions", "tax_ids"],
  invoice_payments: ["invoice", "payment.payment_intent"],
  refunds: ["charge"],
  credit_notes: ["invoice", "customer", "refunds.refund"],
  disputes: ["charge", "payment_intent"],
};

describe("all that the stand-in says", () => {
  let world: Awaited<ReturnType<typeof startWithClient>>;
  let faults: ReturnType<typeof readDeclarations>;

  beforeAll(async () => {
    faults = readDeclarations();
    world = await startWithClient();
    live(world.stripe);
  });

  afterAll(() => world.stripe.close());

  function validate(object: { object: string; id: string; deleted?: boolean }) {
    const name = (object.deleted && DELETED[object.object]) || DEFINITIONS[object.object];
    expect(name, `a definition for ${object.object}`).toBeDefined();
    expect(faults(name!, object), object.id).toEqual([]);
  }

  async function read(path: string) {
    const headers = { authorization: `Bearer ${world.stripe.apiKey}` };
    return (await (await fetch(`${world.stripe.url}/v1/${path}`, { headers })).json()) as {
      data: { id: string; object: string }[];
    } & { id: string; object: string };
  }

  test.for(LISTS)("fits what Stripe's library declares, in lists and one by one: %s", async (path) => {
    const name = path.split("?")[0]!;
    const { data } = await read(`${path}${path.includes("?") ? "&" : "?"}limit=100`);
    expect(data.length).toBeGreaterThan(0);
    const query = (EXPANDED[name] ?? []).map((field) => `expand[]=${field}`).join("&");
    for (const object of data) {
      validate(object);
      validate(await read(`${name}/${object.id}`));
      if (query) validate(await read(`${name}/${object.id}?${query}`));
    }
  });

  test("fits them in lines, methods and deleted customers", async () => {
    for (const id of world.stripe.state.invoices.keys()) (await read(`invoices/${id}/lines`)).data.forEach(validate);
    for (const id of world.stripe.state.paymentMethods.keys()) validate(await read(`payment_methods/${id}`));
    for (const id of world.stripe.state.deletedCustomers) validate(await read(`customers/${id}`));
  });

  test("fits them in what moved a customer's balance", async () => {
    const [customer] = world.stripe.state.customers.keys();
    const path = `customers/${customer}/balance_transactions`;
    const { data } = await read(path);
    expect(data.length).toBeGreaterThan(2);
    for (const one of data) {
      validate(one);
      validate(await read(`${path}/${one.id}`));
    }
  });

  test("would be caught where it did not", () => {
    const price = [...world.stripe.state.prices.values()].find(({ recurring }) => recurring)!;
    const { currency: _, ...missing } = price;
    const recurring = { ...price.recurring, interval_count: "1" };
    const wrong = [missing, { ...price, unit_amount_decimal: 9.5 }, { ...price, recurring }, { ...price, more: 1 }];
    expect(wrong.map((one) => faults("Price", one).length)).toEqual([1, 1, 1, 1]);
    expect(faults("Price", price)).toEqual([]);
  });

  test("fits them in the account", async () => {
    validate(await read("account"));
  });

  test("fits them in every event", () => {
    const events = world.stripe.events();
    for (const event of events) validate(event.data.object as { object: string; id: string });
    expect(new Set(events.map((event) => event.type)).size).toBeGreaterThan(35);
  });
});

/** A little history in which everything happens once. */
function live(stripe: Awaited<ReturnType<typeof startWithClient>>["stripe"]) {
  const acme = stripe.createCustomer({ name: "Acme", email: "billing@acme.test", address: { city: "Dublin" } });
  stripe.updateCustomer(acme.id, {
    business_name: "Acme GmbH",
    metadata: { org: "1" },
    balance: -100,
    invoice_settings: { custom_fields: [{ name: "PO number", value: "4711" }] },
  });
  const taxId = stripe.createTaxId(acme.id, { type: "eu_vat", value: "IE1234567FA" });
  stripe.verifyTaxId(taxId.id);
  stripe.deleteTaxId(stripe.createTaxId(acme.id, { type: "eu_vat", value: "DE123456789" }).id);
  const card = stripe.createPaymentMethod({ customer: acme.id });
  stripe.setDefaultPaymentMethod(acme.id, card.id);
  stripe.renewCard(card.id, { exp_year: 2040 });
  stripe.updatePaymentMethod(card.id, { metadata: { note: "office" }, billing_details: { name: "Bo" } });
  const others = (["sepa_debit", "us_bank_account", "link"] as const).map((type) =>
    stripe.createPaymentMethod({ type, customer: acme.id, billing_details: { email: "bo@acme.test" } }),
  );
  stripe.detachPaymentMethod(stripe.createPaymentMethod({ id: "card_1Legacy", customer: acme.id }).id);

  const product = stripe.createProduct({ name: "Hosting" });
  stripe.updateProduct(product.id, { name: "Hosting, managed" });
  const price = stripe.createPrice({
    product: product.id,
    currency: "eur",
    unit_amount: 900,
    recurring: { interval: "month" },
  });
  stripe.updatePrice(price.id, { nickname: "Monthly" });
  const subscription = stripe.createSubscription({ customer: acme.id, items: [{ price: price.id, quantity: 2 }] });
  const billed = stripe.billSubscription(subscription.id);
  stripe.updateSubscription(subscription.id, {
    items: [{ id: subscription.items.data[0]!.id, quantity: 5 }, { price: price.id }],
    pause_collection: { behavior: "void", resumes_at: 1_900_000_000 },
  });
  stripe.updateSubscription(subscription.id, { cancel_at_period_end: true, pause_collection: null });
  stripe.updateSubscription(subscription.id, { cancel_at_period_end: false, cancel_at: 1_900_000_000 });
  const metered = stripe.createPrice({
    product: product.id,
    currency: "eur",
    unit_amount_decimal: "0.5",
    recurring: { interval: "year", usage_type: "metered" },
  });
  stripe.createSubscription({ customer: acme.id, items: [{ price: metered.id }], trial_end: 1_900_000_000 });
  stripe.setSubscriptionStatus(subscription.id, "paused");
  stripe.setSubscriptionStatus(subscription.id, "active");
  stripe.cancelSubscription(subscription.id);

  const line = { amount: 10_000, description: "Work", tax: 2_300 };
  const open = (more: object = {}) =>
    stripe.openInvoice({ customer: acme.id, currency: "eur", lines: [line], ...more });
  stripe.failPayment(billed.id);
  const debited = stripe.openInvoice({ customer: billed.customer!, lines: [{ amount: 700 }] });
  stripe.debitInvoice(debited.id);
  stripe.failDebit(debited.id);
  stripe.requireAction(billed.id);
  stripe.payInvoice(billed.id);
  const parts = open({ collection_method: "send_invoice", days_until_due: 14 });
  stripe.sendInvoice(parts.id);
  stripe.payInvoice(parts.id, { amount: 1_000 });
  stripe.payInvoice(parts.id, { amount: 20_000 });
  stripe.payInvoice(open().id, { paid_out_of_band: true });
  for (const method of others) stripe.payInvoice(open().id, { payment_method: method.id });
  stripe.openInvoice({
    customer: acme.id,
    lines: [
      { amount: 1_000, discount: { amount: 100, name: "Loyalty" }, tax: 171 },
      { amount: 700, taxes: [{ amount: 46, rate: "txr_1Reduced", inclusive: true }] },
    ],
  });
  stripe.voidInvoice(open().id);
  stripe.markUncollectible(open().id);
  stripe.deleteInvoice(stripe.createInvoice({ customer: acme.id }).id);
  stripe.openInvoice({ customer: acme.id, lines: [] });

  const charges = [...stripe.state.charges.values()].filter((charge) => charge.paid);
  stripe.createRefund({ charge: charges[0]!.id, amount: 50 });
  stripe.failRefund(stripe.createRefund({ charge: charges[1]!.id, status: "pending" }).id);
  stripe.completeRefund(stripe.createRefund({ charge: charges[2]!.id, amount: 400, status: "pending" }).id);

  const [first] = stripe.linesOf(parts.id);
  stripe.createCreditNote({ invoice: parts.id, amount: 500, refund_amount: 300, credit_amount: 200 });
  stripe.createCreditNote({
    invoice: parts.id,
    lines: [{ type: "invoice_line_item", invoice_line_item: first!.id, amount: 1_000 }],
    out_of_band_amount: 1_230,
  });
  const credited = open();
  const note = stripe.createCreditNote({ invoice: credited.id, amount: 100, reason: "order_change" });
  stripe.updateCreditNote(note.id, { memo: "Sorry" });
  stripe.voidCreditNote(note.id);

  const lost = stripe.createDispute({ charge: charges[0]!.id, reason: "fraudulent" });
  stripe.updateDispute(lost.id, { evidence: { customer_name: "Bo" }, submit: true });
  stripe.closeDispute(lost.id, "lost");
  stripe.closeDispute(stripe.createDispute({ charge: charges[1]!.id }).id, "won");
  stripe.createDispute({ charge: charges[2]!.id, status: "warning_needs_response" });
  stripe.deleteCustomer(stripe.createCustomer({ name: "Gone" }).id);
}
