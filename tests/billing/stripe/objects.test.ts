import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { charges, invoiceLines, invoicePayments } from "#db/schema/billing.ts";
import { paymentMethods } from "#db/schema/subscriptions.ts";
import { thin } from "#tests/fakes/stripe/server.ts";
import { openBilling, type Billing } from "./billing.ts";
import { startHoldingProxy } from "./holding-proxy.ts";

let b: Billing;
let customer: string;
beforeEach(async () => {
  b = await openBilling();
  customer = b.stripe.createCustomer({ name: "Fjord AS", email: "kari@fjord.example" }).id;
});
afterEach(() => b.end());

const linesOf = (id: string) =>
  b.system.db
    .select()
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, id))
    .orderBy(asc(invoiceLines.position))
    .all();
const paymentsOf = (id: string) =>
  b.system.db
    .select()
    .from(invoicePayments)
    .where(eq(invoicePayments.invoiceId, id))
    .orderBy(asc(invoicePayments.createdAt))
    .all();
const chargesOf = () => b.system.db.select().from(charges).all();

describe("an invoice", () => {
  it("of 251 lines has all of them, in their order, and fewer after fewer are left", async () => {
    const lines = Array.from({ length: 251 }, (_, n) => ({ amount: n + 1, description: `Line ${n}` }));
    const { id } = b.stripe.createInvoice({ customer, lines });
    await b.sync();
    expect(linesOf(id).map(({ description }) => description)).toEqual(lines.map(({ description }) => description));
    expect(b.invoice(id)).toMatchObject({ total: (251 * 252) / 2, firstLine: "Line 0", lineCount: 251 });
    const kept = b.stripe.linesOf(id).splice(200);
    b.stripe.updateInvoice(id, { description: "Fewer" });
    await b.sync();
    expect(kept).toHaveLength(51);
    expect(linesOf(id)).toHaveLength(200);
    expect(b.invoice(id)).toMatchObject({ firstLine: "Line 0", lineCount: 200 });
  });

  it("says of itself what a list says: whom it is for, the start of its first line in whole characters, and how many", async () => {
    const { id, customer_name: customerName } = b.stripe.createInvoice({
      customer,
      lines: [
        { amount: 1, description: "🪑".repeat(121) },
        { amount: 2, description: "Felt pads" },
      ],
    });
    await b.sync();
    expect(customerName).toBeTruthy();
    expect(b.invoice(id)).toMatchObject({ customerName, firstLine: "🪑".repeat(120), lineCount: 2 });
  });

  it.each([
    ["jpy", 500],
    ["kwd", 5120],
    ["isk", 500],
    ["huf", 150000],
  ])("in %s keeps Stripe's minor units", async (currency, amount) => {
    const { id } = b.stripe.openInvoice({ customer, currency, lines: [{ amount }] });
    await b.sync();
    expect(b.invoice(id)).toMatchObject({ currency, total: amount, amountDue: amount, amountRemaining: amount });
    expect(linesOf(id)).toMatchObject([{ amount, currency }]);
  });

  it("keeps unit amounts as decimals and times as milliseconds", async () => {
    const due = Math.floor(b.now() / 1000) + 14 * 86_400;
    const period = { start: due - 100, end: due };
    const line = { unit_amount_decimal: "0.0125", quantity: 40_000, description: "Calls", period, tax: 95 };
    const { id } = b.stripe.openInvoice({ customer, collection_method: "send_invoice", due_date: due, lines: [line] });
    await b.sync();
    expect(linesOf(id)).toMatchObject([
      { unitAmount: "0.0125", quantity: "40000", amount: 500, periodStart: period.start * 1000, periodEnd: due * 1000 },
    ]);
    expect(b.invoice(id)).toMatchObject({ dueAt: due * 1000, subtotal: 500, totalTax: 95, total: 595 });
  });

  it("paid in parts, the rest out of band", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }] });
    b.stripe.createPaymentMethod({ customer, card: { number: "4242424242424242" } });
    await b.sync();
    b.stripe.payInvoice(id, { amount: 400 });
    await b.sync();
    expect(b.invoice(id)).toMatchObject({ status: "open", amountPaid: 400, amountRemaining: 600 });
    expect(
      paymentsOf(id)
        .map(({ status, amountPaid }) => [status, amountPaid])
        .sort(),
    ).toEqual([
      ["open", null],
      ["paid", 400],
    ]);
    expect(b.mails("payment-failed")).toEqual([]);
    b.stripe.payInvoice(id, { paid_out_of_band: true });
    await b.sync();
    expect(b.invoice(id)).toMatchObject({ status: "paid", amountRemaining: 0, paidAt: expect.any(Number) });
    expect(
      paymentsOf(id)
        .map(({ status }) => status)
        .sort(),
    ).toEqual(["canceled", "paid"]);
  });

  it("overpaid says by how much", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }] });
    b.stripe.payInvoice(id, { amount: 1200 });
    await b.sync();
    expect(b.invoice(id)).toMatchObject({ status: "paid", amountPaid: 1200, amountOverpaid: 200, amountRemaining: 0 });
  });

  it("has its payments from their own list where Stripe does not give them with it", async () => {
    const proxy = await startHoldingProxy();
    const lean = await openBilling({ env: { STRIPE_API_URL: proxy.url } });
    proxy.to(lean.stripe.url);
    proxy.rewrite((body) => body.replace('"payments": {', '"left_out": {'));
    const { id } = lean.stripe.openInvoice({ customer: lean.stripe.createCustomer({}).id, lines: [{ amount: 1000 }] });
    lean.stripe.payInvoice(id);
    for (const event of lean.news().filter(({ type }) => type === "invoice.paid")) await lean.post(event);
    await lean.settle();
    const stored = lean.system.db.select().from(invoicePayments).all();
    expect(stored).toMatchObject([{ invoiceId: id, status: "paid", amountPaid: 1000 }]);
    expect(lean.stripe.requests.map(({ path }) => path)).toContain("/v1/invoice_payments");
    await lean.end();
    await proxy.close();
  });

  it("of a status that nobody knows yet is stored like any other", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }] });
    b.stripe.state.invoices.get(id)!.status = "dreaming" as never;
    await b.sync();
    expect(b.invoice(id)).toMatchObject({ status: "dreaming" });
  });
});

describe("a payment", () => {
  it("first, before its invoice, brings the invoice", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }] });
    b.stripe.payInvoice(id);
    const paid = b.news().find(({ type }) => type === "invoice_payment.paid")!;
    await b.post(thin(paid));
    await b.settle();
    expect(b.invoice(id)).toMatchObject({ status: "paid", orgId: expect.any(String) });
    expect(paymentsOf(id)).toMatchObject([{ status: "paid", amountPaid: 1000, orgId: b.invoice(id)!.orgId }]);
  });

  it("has its charge beside it, with the method in words", async () => {
    const method = b.stripe.createPaymentMethod({
      customer,
      card: { number: "4242424242424242", exp_month: 4, exp_year: 2029 },
    });
    const { id } = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }] });
    b.stripe.payInvoice(id);
    await b.sync();
    const [charge] = chargesOf();
    const { orgId } = b.customer(customer)!;
    expect(charge).toMatchObject({ methodLabel: "Visa •••• 4242", status: "succeeded", amount: 1000, orgId });
    expect(paymentsOf(id)).toMatchObject([{ paymentIntentId: charge!.paymentIntentId }]);
    expect(b.row(paymentMethods, method.id)).toMatchObject({
      brand: "visa",
      last4: "4242",
      expMonth: 4,
      expYear: 2029,
      orgId,
    });
  });

  it("refunded in two parts, the second of which fails", async () => {
    const { id } = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }] });
    b.stripe.payInvoice(id);
    await b.sync();
    const charge = chargesOf()[0]!.id;
    b.stripe.createRefund({ charge, amount: 300 });
    const second = b.stripe.createRefund({ charge, amount: 200, status: "pending" });
    for (const event of b.news().filter(({ type }) => type.startsWith("refund."))) await b.post(event);
    await b.settle();
    expect(b.row(charges, charge)).toMatchObject({ amountRefunded: 500 });
    b.stripe.failRefund(second.id);
    for (const event of b.news().filter(({ type }) => type === "refund.failed")) await b.post(event);
    await b.settle();
    expect(b.row(charges, charge)).toMatchObject({ amountRefunded: 300 });
  });
});

describe("a method", () => {
  it("of the old kind is stored like others", async () => {
    b.stripe.createPaymentMethod({ id: "card_1OldOne", customer, card: { number: "5555555555554444" } });
    await b.sync();
    expect(b.row(paymentMethods, "card_1OldOne")).toMatchObject({ brand: "mastercard", orgId: expect.any(String) });
  });

  it("detached is nobody's, attached to another is theirs", async () => {
    const { id } = b.stripe.createPaymentMethod({ customer });
    await b.sync();
    b.stripe.detachPaymentMethod(id);
    await b.sync();
    expect(b.row(paymentMethods, id)).toMatchObject({ customerId: null, orgId: null });
  });
});
