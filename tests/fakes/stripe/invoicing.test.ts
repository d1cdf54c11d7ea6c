import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type Stripe from "stripe";
import { startReceiver } from "../http/receiver.ts";
import { monday } from "#tests/monday.ts";
import { startWithClient } from "./client.ts";

let world: Awaited<ReturnType<typeof startWithClient>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeEach(async () => {
  world = await startWithClient();
  receiver = await startReceiver();
});

afterEach(async () => {
  await world.stripe.close();
  await receiver.close();
});

async function openInvoice(client: Stripe, amount = 12_50) {
  const customer = await client.customers.create({ name: "Acme", email: "billing@acme.test" });
  const draft = await client.invoices.create({ customer: customer.id, currency: "eur" });
  await client.invoices.addLines(draft.id, { lines: [{ amount, description: "Hosting" }] });
  return client.invoices.finalizeInvoice(draft.id);
}

describe("an invoice from draft to refund", () => {
  test("is finalized, told about by a signed webhook, paid, and refunded in part", async () => {
    const { stripe, client } = world;
    const endpoint = await client.webhookEndpoints.create({ url: receiver.url, enabled_events: ["*"] });
    const invoice = await openInvoice(client);
    expect(invoice).toMatchObject({ status: "open", amount_due: 1250, amount_remaining: 1250 });
    expect(invoice.payments).toBeUndefined();

    await client.invoices.pay(invoice.id);
    const paid = await client.invoices.retrieve(invoice.id, { expand: ["payments", "customer"] });
    expect(paid).toMatchObject({ status: "paid", amount_paid: 1250, customer: { name: "Acme" } });
    const payment = paid.payments!.data[0]!;
    const charges = await client.charges.list({ payment_intent: payment.payment.payment_intent as string });
    expect(charges.data).toMatchObject([{ amount: 1250, status: "succeeded" }]);

    const refund = await client.refunds.create({ charge: charges.data[0]!.id, amount: 250 });
    expect(refund).toMatchObject({ status: "succeeded", amount: 250 });
    expect(await client.charges.retrieve(charges.data[0]!.id)).toMatchObject({ amount_refunded: 250, refunded: false });

    await stripe.delivered();
    const events = receiver.received.map(({ body, headers }) =>
      client.webhooks.constructEvent(body, headers["stripe-signature"]!, endpoint.secret!, 300, undefined, monday),
    );
    const types = events.map((event) => event.type);
    expect(types).toEqual(expect.arrayContaining(["invoice.finalized", "invoice_payment.paid", "invoice.paid"]));
    expect(types.indexOf("charge.succeeded")).toBeLessThan(types.indexOf("invoice.paid"));
    expect(types.at(-1)).toBe("charge.refunded");
  });

  test("has a PDF under an address that expires", async () => {
    const { stripe, client } = world;
    const invoice = await openInvoice(client);
    const answer = await fetch(invoice.invoice_pdf!);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");

    stripe.expireLinks();
    expect((await fetch(invoice.invoice_pdf!)).status).toBe(403);
    const again = await client.invoices.retrieve(invoice.id);
    expect((await fetch(again.invoice_pdf!)).status).toBe(200);
  });
});
