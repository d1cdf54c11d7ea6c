import type Stripe from "stripe";
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

const open = (amount = 1000) => stripe.openInvoice({ customer: acme, currency: "eur", lines: [{ amount }] });
const types = () => stripe.events().map((event) => event.type);

describe("paying an invoice", () => {
  test("a declined card is a card error, a failed charge and an invoice that stays open", async () => {
    stripe.createPaymentMethod({ customer: acme, card: { number: "4000000000000341" } });
    const { id } = open();
    await expect(client.invoices.pay(id)).rejects.toMatchObject({ type: "StripeCardError", code: "card_declined" });
    expect(await client.invoices.retrieve(id)).toMatchObject({ status: "open", attempt_count: 1 });
    expect((await client.charges.list({ customer: acme })).data).toMatchObject([{ status: "failed", paid: false }]);
    expect(types()).toEqual(expect.arrayContaining(["charge.failed", "invoice.payment_failed"]));
  });

  test("a card may ask for more", async () => {
    stripe.createPaymentMethod({ customer: acme, card: { number: "4000002500003155" } });
    await expect(client.invoices.pay(open().id)).rejects.toMatchObject({ type: "StripeCardError" });
    expect(types().at(-1)).toBe("invoice.payment_action_required");
  });

  test("may be done in parts, and overdone", async () => {
    const { id } = open(1000);
    stripe.payInvoice(id, { amount: 400 });
    expect(await client.invoices.retrieve(id)).toMatchObject({
      status: "open",
      amount_paid: 400,
      amount_remaining: 600,
    });
    stripe.payInvoice(id, { amount: 700 });
    const paid = await client.invoices.retrieve(id, { expand: ["payments"] });
    expect(paid).toMatchObject({ status: "paid", amount_remaining: 0, amount_overpaid: 100 });
    const made = paid.payments!.data.filter((payment) => payment.status === "paid");
    expect(made.map((payment) => payment.amount_paid).sort()).toEqual([400, 700]);
    expect(types().at(-1)).toBe("invoice.overpaid");
  });

  test("out of band leaves no charge", async () => {
    const { id } = open();
    expect(await client.invoices.pay(id, { paid_out_of_band: true })).toMatchObject({
      status: "paid",
      amount_paid: 1000,
    });
    expect((await client.charges.list()).data).toEqual([]);
  });

  test("nothing to pay is paid at once; a balance is used up first", async () => {
    stripe.updateCustomer(acme, { balance: -1500 });
    expect(open(1000)).toMatchObject({ status: "paid", amount_due: 0, starting_balance: -1500, ending_balance: -500 });
    expect(open(1000)).toMatchObject({ status: "open", amount_due: 500, ending_balance: 0 });
  });

  test.for([
    ["void", () => client.invoices.voidInvoice.bind(client.invoices), "invoice.voided"],
    ["uncollectible", () => client.invoices.markUncollectible.bind(client.invoices), "invoice.marked_uncollectible"],
  ] as const)("may end as %s", async ([status, deed, event]) => {
    const { id } = open();
    expect(await deed()(id)).toMatchObject({ status });
    expect(types().at(-1)).toBe(event);
  });

  test("two partial refunds, of which one fails", async () => {
    stripe.payInvoice(open(1000).id);
    const [charge] = (await client.charges.list()).data;
    await client.refunds.create({ charge: charge!.id, amount: 300 });
    const second = await client.refunds.create({ payment_intent: charge!.payment_intent as string, amount: 200 });
    stripe.failRefund(second.id);
    expect(await client.charges.retrieve(charge!.id)).toMatchObject({ amount_refunded: 300, refunded: false });
    await expect(client.refunds.create({ charge: charge!.id, amount: 701 })).rejects.toThrow("greater than unrefunded");
  });

  test("is done on the hosted page without JavaScript, and can be declined there", async () => {
    const { id, hosted_invoice_url: address } = await client.invoices.retrieve(open(12_50).id);
    const page = await (await fetch(address!)).text();
    expect(page).toContain("EUR 12.50");
    const press = (outcome: string) =>
      fetch(`${address}/pay`, { method: "POST", body: new URLSearchParams({ outcome }) });
    expect(await (await press("decline")).text()).toContain("Your card was declined.");
    expect(await client.invoices.retrieve(id)).toMatchObject({ status: "open", attempt_count: 1 });
    const paid = await (await press("pay")).text();
    expect(paid).toContain("Paid on");
    expect(paid).toContain("Close this tab to pay the next invoice.");
    expect(await client.invoices.retrieve(id)).toMatchObject({ status: "paid" });
  });
});
