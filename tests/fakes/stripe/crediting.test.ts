import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startWithClient } from "./client.ts";

let stripe: Awaited<ReturnType<typeof startWithClient>>["stripe"];
let client: Stripe;
let acme: string;

beforeEach(async () => {
  ({ stripe, client } = await startWithClient());
  acme = stripe.createCustomer({ name: "Acme" }).id;
});

afterEach(() => stripe.close());

const types = () => stripe.events().map(({ type }) => type);
const invoiceOf = (id: string) => client.invoices.retrieve(id);

function open() {
  return stripe.openInvoice({ customer: acme, lines: [{ amount: 10_000, quantity: 10, tax: 1_900 }] }).id;
}

function paid() {
  const id = open();
  stripe.payInvoice(id);
  return { id, charge: [...stripe.state.charges.keys()].at(-1)! };
}

describe("a credit note", () => {
  test("of an open invoice lowers what is due, until it is voided", async () => {
    const invoice = open();
    const note = await client.creditNotes.create({ invoice, amount: 900, reason: "order_change" });
    expect(note).toMatchObject({ type: "pre_payment", pre_payment_amount: 900, post_payment_amount: 0, total: 900 });
    expect(note.number).toMatch(/-CN-01$/);
    const lowered = { pre_payment_credit_notes_amount: 900, amount_due: 11_000, amount_remaining: 11_000 };
    expect(await invoiceOf(invoice)).toMatchObject({ ...lowered, total: 11_900 });
    expect(types().slice(-2)).toEqual(["credit_note.created", "invoice.updated"]);
    await client.creditNotes.voidCreditNote(note.id);
    expect(await invoiceOf(invoice)).toMatchObject({ pre_payment_credit_notes_amount: 0, amount_remaining: 11_900 });
    expect(types().slice(-2)).toEqual(["credit_note.voided", "invoice.updated"]);
    await expect(client.creditNotes.voidCreditNote(note.id)).rejects.toThrow("already been voided");
  });

  test("of all that is open pays the invoice", async () => {
    const invoice = open();
    stripe.payInvoice(invoice, { amount: 1_900 });
    await client.creditNotes.create({ invoice, amount: 10_000 });
    expect(await invoiceOf(invoice)).toMatchObject({ status: "paid", amount_paid: 1_900, amount_remaining: 0 });
  });

  test("of a paid invoice goes to the card, to the balance, or elsewhere: all of it", async () => {
    const { id: invoice, charge } = paid();
    const parts = { refund_amount: 1_000, credit_amount: 500, out_of_band_amount: 250 };
    await expect(client.creditNotes.create({ invoice, amount: 1_800, ...parts })).rejects.toThrow(
      "must equal the post-payment amount (1800)",
    );
    expect(stripe.state.refunds.size).toBe(0);
    const note = await client.creditNotes.create({ invoice, amount: 1_750, ...parts });
    expect(note).toMatchObject({
      type: "post_payment",
      out_of_band_amount: 250,
      refunds: [{ amount_refunded: 1_000 }],
    });
    expect(await client.charges.retrieve(charge)).toMatchObject({ amount_refunded: 1_000 });
    expect(await client.customers.retrieve(acme)).toMatchObject({ balance: -500 });
    expect(await invoiceOf(invoice)).toMatchObject({ post_payment_credit_notes_amount: 1_750, status: "paid" });
  });

  test("to the balance is in its ledger, as is what uses it and gives it back, newest first", async () => {
    const { id: invoice } = paid();
    const note = stripe.createCreditNote({ invoice, amount: 5_000, credit_amount: 5_000 });
    const used = stripe.openInvoice({ customer: acme, lines: [{ amount: 6_000 }] }).id;
    stripe.voidInvoice(used);
    await client.customers.createBalanceTransaction(acme, { amount: 200, currency: "eur", description: "Postage" });
    const { data } = await client.customers.listBalanceTransactions(acme);
    const facts = data.map((one) => [one.type, one.amount, one.ending_balance, one.invoice, one.credit_note]);
    expect(facts).toEqual([
      ["adjustment", 200, -4_800, null, null],
      ["unapplied_from_invoice", -5_000, -5_000, used, null],
      ["applied_to_invoice", 5_000, 0, used, null],
      ["credit_note", -5_000, -5_000, invoice, note.id],
    ]);
    expect(note.customer_balance_transaction).toBe(data.at(-1)!.id);
    expect(await client.customers.retrieve(acme)).toMatchObject({ balance: -4_800 });
  });

  test("by lines takes back their part of the tax", async () => {
    const invoice = open();
    const line = stripe.linesOf(invoice)[0]!.id;
    const note = await client.creditNotes.create({
      invoice,
      lines: [{ type: "invoice_line_item", invoice_line_item: line, quantity: 3 }],
    });
    expect(note).toMatchObject({ subtotal: 3_000, total: 3_570, total_taxes: [{ amount: 570 }] });
  });

  test("is never more than the invoice, and never of a draft", async () => {
    const invoice = open();
    await client.creditNotes.create({ invoice, amount: 11_000 });
    await expect(client.creditNotes.create({ invoice, amount: 1_000 })).rejects.toThrow("greater than what is left");
    const draft = stripe.createInvoice({ customer: acme, lines: [{ amount: 100 }] });
    await expect(client.creditNotes.create({ invoice: draft.id, amount: 100 })).rejects.toMatchObject({
      param: "invoice",
    });
  });

  test("is listed by invoice and customer, and has a PDF under an address that expires", async () => {
    const invoice = open();
    const note = stripe.createCreditNote({ invoice, amount: 100 });
    stripe.createCreditNote({ invoice: open(), amount: 200 });
    expect((await client.creditNotes.list({ invoice })).data.map(({ id }) => id)).toEqual([note.id]);
    expect((await client.creditNotes.list({ customer: acme })).data).toHaveLength(2);
    const { pdf } = await client.creditNotes.retrieve(note.id);
    expect((await (await fetch(pdf)).text()).slice(0, 5)).toBe("%PDF-");
    stripe.expireLinks();
    expect((await fetch(pdf)).status).toBe(403);
  });
});

describe("a dispute", () => {
  const news = (from: number) =>
    types()
      .slice(from)
      .filter((type) => type.startsWith("charge.dispute"));

  test("takes the money, and gives it back when it is won", async () => {
    const { charge } = paid();
    const from = types().length;
    const { id } = stripe.createDispute({ charge, amount: 500, reason: "fraudulent" });
    expect(await client.charges.retrieve(charge)).toMatchObject({ disputed: true });
    await client.disputes.update(id, { evidence: { customer_name: "Bo" }, submit: true });
    expect(await client.disputes.retrieve(id)).toMatchObject({ status: "under_review", amount: 500 });
    stripe.closeDispute(id, "won");
    const { balance_transactions, status } = await client.disputes.retrieve(id);
    expect([status, balance_transactions.map(({ amount }) => amount)]).toEqual(["won", [-500, 500]]);
    expect(news(from)).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.updated",
      "charge.dispute.closed",
      "charge.dispute.funds_reinstated",
    ]);
  });

  test("is lost when it is accepted, and then closed for good", async () => {
    const { id } = stripe.createDispute({ charge: paid().charge });
    expect(await client.disputes.close(id)).toMatchObject({ status: "lost" });
    await expect(client.disputes.close(id)).rejects.toThrow("already closed");
    await expect(client.disputes.retrieve("du_none")).rejects.toMatchObject({ code: "resource_missing" });
  });

  test("that only asks moves no money", () => {
    const from = types().length;
    const { id } = stripe.createDispute({ charge: paid().charge, status: "warning_needs_response" });
    expect(stripe.closeDispute(id)).toMatchObject({ status: "warning_closed", balance_transactions: [] });
    expect(news(from)).toEqual(["charge.dispute.created", "charge.dispute.closed"]);
  });
});

test("discounts and several taxes add up, and each rate is told apart", async () => {
  const { id } = stripe.openInvoice({
    customer: acme,
    lines: [
      { amount: 10_000, discount: { amount: 1_000, name: "Loyalty" }, tax: 1_710 },
      { amount: 1_070, taxes: [{ amount: 70, rate: "txr_reduced", inclusive: true }] },
    ],
  });
  const invoice = await client.invoices.retrieve(id, { expand: ["discounts", "total_discount_amounts.discount"] });
  expect(invoice).toMatchObject({ subtotal: 11_070, total: 11_780, total_excluding_tax: 10_000, amount_due: 11_780 });
  expect(invoice.total_discount_amounts).toMatchObject([{ amount: 1_000, discount: { object: "discount" } }]);
  expect(invoice.total_taxes!.map(({ amount, tax_behavior }) => [amount, tax_behavior])).toEqual([
    [1_710, "exclusive"],
    [70, "inclusive"],
  ]);
});
