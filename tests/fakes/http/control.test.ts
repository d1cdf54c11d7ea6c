import { afterEach, beforeEach, expect, test } from "vitest";
import { startStripe, type StripeStandIn } from "../stripe/server.ts";

let stripe: StripeStandIn;

beforeEach(async () => {
  stripe = await startStripe();
});

afterEach(() => stripe.close());

async function control(verb: string, ...args: unknown[]) {
  const answer = await fetch(`${stripe.url}/_control/${verb}`, { method: "POST", body: JSON.stringify(args) });
  return (await answer.json()) as { result?: { id: string; status: string }; error?: string };
}

test("another process can do what a test can", async () => {
  const customer = await control("createCustomer", { name: "Acme", created: 1_600_000_000 });
  const invoice = await control("openInvoice", { customer: customer.result!.id, lines: [{ amount: 100 }] });
  const paid = await control("payInvoice", invoice.result!.id);
  expect(paid.result).toMatchObject({ status: "paid", amount_paid: 100 });
  expect(await control("payInvoice", "in_none")).toEqual({ error: "No such invoice: 'in_none'" });
  expect(await control("explode")).toEqual({ error: "no verb explode" });
});

test("another process can switch faults on and off", async () => {
  await control("faults.rateLimit", 1);
  expect((await fetch(`${stripe.url}/v1/customers`)).status).toBe(429);
  expect((await fetch(`${stripe.url}/v1/customers`)).status).toBe(401);
});
