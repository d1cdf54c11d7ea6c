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

test("another process can switch each fault, of requests and of deliveries", async () => {
  const headers = { authorization: `Bearer ${stripe.apiKey}` };
  const ask = () => fetch(`${stripe.url}/v1/customers`, { headers });
  await control("faults.limitRate", 1);
  const answers = await Promise.all(Array.from({ length: 9 }, ask));
  expect(answers.map(({ status }) => status)).toContain(429);
  await control("faults.limitRate");
  await control("faults.status", 403, 1, { path: "/v1/customers" });
  expect(await (await ask()).json()).toMatchObject({ error: { message: expect.stringContaining("permissions") } });
  await control("faults.notFound");
  expect(await (await ask()).json()).not.toHaveProperty("error");
  await control("faults.html", 1, { status: 502 });
  expect((await ask()).headers.get("content-type")).toContain("text/html");
  await control("faults.hang", 1_000);
  await control("faults.clear");
  expect((await ask()).status).toBe(200);
  await control("pauseDeliveries");
  await control("addWebhook", { url: "http://127.0.0.1:9/" });
  await control("deliveryFaults.add", { kind: "drop" });
  await control("deliveryFaults.add", { kind: "duplicate", copies: 3 });
  for (const name of ["Lost", "Thrice"]) await control("createCustomer", { name });
  expect(stripe.waitingDeliveries().map(({ data }) => (data.object as unknown as { name: string }).name)).toEqual(
    Array(3).fill("Thrice"),
  );
});
