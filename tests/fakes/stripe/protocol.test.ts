import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { clientFor, startWithClient } from "./client.ts";

let stripe: Awaited<ReturnType<typeof startWithClient>>["stripe"];
let client: Stripe;

beforeEach(async () => {
  ({ stripe, client } = await startWithClient());
});

afterEach(() => stripe.close());

describe("keys and versions", () => {
  test("a wrong key is an authentication error", async () => {
    const stranger = clientFor({ port: stripe.port, apiKey: "sk_test_somebodyelse" });
    await expect(stranger.customers.list()).rejects.toMatchObject({
      type: "StripeAuthenticationError",
      statusCode: 401,
      message: expect.stringMatching(/^Invalid API Key provided: sk_test_\*+else$/),
    });
  });

  test("a request without a key is told how to send one", async () => {
    const answer = await fetch(`${stripe.url}/v1/customers`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { type: "invalid_request_error" } });
  });

  test("every answer names its request and the API's version", async () => {
    const { lastResponse } = await client.customers.list();
    expect(lastResponse).toMatchObject({ requestId: expect.stringMatching(/^req_/), apiVersion: "2026-10-28.endive" });
  });

  test("another version is refused", async () => {
    const old = client.customers.list({}, { apiVersion: "2020-08-27" });
    await expect(old).rejects.toThrow("Invalid Stripe API version: 2020-08-27");
  });
});

describe("errors", () => {
  test("a missing object in the path is 404, in a parameter 400", async () => {
    const missing = { type: "StripeInvalidRequestError", code: "resource_missing" };
    await expect(client.customers.retrieve("cus_none")).rejects.toMatchObject({ ...missing, statusCode: 404 });
    await expect(client.invoices.create({ customer: "cus_none" })).rejects.toMatchObject({
      ...missing,
      statusCode: 400,
    });
  });

  test("a missing parameter is named", async () => {
    const wanting = client.invoices.create({});
    await expect(wanting).rejects.toMatchObject({ code: "parameter_missing", param: "customer" });
  });

  test("an unknown parameter is named", async () => {
    const odd = client.customers.create({ nmae: "Acme" } as Stripe.CustomerCreateParams);
    await expect(odd).rejects.toMatchObject({ code: "parameter_unknown", param: "nmae" });
  });

  test("an unknown address is 404", async () => {
    await expect(client.quotes.list()).rejects.toThrow("Unrecognized request URL (GET: /v1/quotes)");
  });

  test("a deleted customer is a stub", async () => {
    const { id } = await client.customers.create({ name: "Acme" });
    await client.customers.del(id);
    expect(await client.customers.retrieve(id)).toMatchObject({ id, object: "customer", deleted: true });
    expect((await client.customers.list()).data).toEqual([]);
  });
});

describe("paging", () => {
  test("lists 25 customers newest first, whichever way one pages", async () => {
    const made = Array.from({ length: 25 }, (_, index) => stripe.createCustomer({ name: `Customer ${index}` }));
    const wanted = made.map((customer) => customer.id).reverse();

    const forward = await client.customers.list({ limit: 7 }).autoPagingToArray({ limit: 100 });
    expect(forward.map((customer) => customer.id)).toEqual(wanted);

    const page = await client.customers.list({ limit: 7, ending_before: wanted[20] });
    expect(page.data.map((customer) => customer.id)).toEqual(wanted.slice(13, 20));
    expect(page.has_more).toBe(true);
  });

  test("a cursor that is gone and a limit beyond 100 are refused", async () => {
    await expect(client.customers.list({ starting_after: "cus_gone" })).rejects.toMatchObject({
      code: "resource_missing",
      param: "starting_after",
    });
    await expect(client.customers.list({ limit: 101 })).rejects.toMatchObject({ statusCode: 400, param: "limit" });
  });

  test("filters by the time of creation", async () => {
    for (const created of [100, 200, 300]) stripe.createCustomer({ created });
    const found = await client.customers.list({ created: { gte: 200, lt: 300 } });
    expect(found.data.map((customer) => customer.created)).toEqual([200]);
  });

  test("an invoice of 251 lines shows ten and pages the rest", async () => {
    const customer = stripe.createCustomer();
    const lines = Array.from({ length: 251 }, (_, index) => ({ amount: index, description: `Line ${index}` }));
    const invoice = stripe.openInvoice({ customer: customer.id, lines });
    const read = await client.invoices.retrieve(invoice.id);
    expect(read.lines).toMatchObject({ has_more: true, data: { length: 10 } });
    const all = await client.invoices.listLineItems(invoice.id, { limit: 100 }).autoPagingToArray({ limit: 1000 });
    expect(all.map((line) => line.amount)).toEqual(lines.map((line) => line.amount));
  });
});

describe("expansion", () => {
  test("replaces ids by objects, inside lists too", async () => {
    const customer = stripe.createCustomer({ name: "Acme" });
    const invoice = stripe.openInvoice({ customer: customer.id, lines: [{ amount: 100 }] });
    stripe.payInvoice(invoice.id);
    const list = await client.invoices.list({ expand: ["data.customer", "data.payments"] });
    expect(list.data[0]).toMatchObject({ customer: { name: "Acme" }, payments: { data: [{ status: "paid" }] } });
    const deep = await client.invoices.retrieve(invoice.id, { expand: ["payments.data.payment.payment_intent"] });
    expect(deep.payments!.data[0]!.payment.payment_intent).toMatchObject({ status: "succeeded", amount: 100 });
  });

  test("refuses what cannot be expanded, and more than four levels", async () => {
    const { id } = stripe.createCustomer();
    await expect(client.customers.retrieve(id, { expand: ["email"] })).resolves.toMatchObject({ email: null });
    await expect(client.customers.retrieve(id, { expand: ["balance"] })).rejects.toThrow(
      "cannot be expanded (balance)",
    );
    const deep = client.subscriptions.list({ expand: ["data.items.data.price.product"] });
    await expect(deep).rejects.toThrow("You cannot expand more than 4 levels of a property");
  });
});

describe("idempotency", () => {
  test("the same key gives the same answer and does nothing twice", async () => {
    const first = await client.customers.create({ name: "Acme" }, { idempotencyKey: "once" });
    const second = await client.customers.create({ name: "Acme" }, { idempotencyKey: "once" });
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(stripe.state.customers.size).toBe(1);
  });

  test("the same key with other parameters is refused", async () => {
    await client.customers.create({ name: "Acme" }, { idempotencyKey: "once" });
    const other = client.customers.create({ name: "Other" }, { idempotencyKey: "once" });
    await expect(other).rejects.toMatchObject({ type: "StripeIdempotencyError" });
  });

  test("requests are kept with their keys", async () => {
    await client.customers.create({ name: "Acme" }, { idempotencyKey: "kept" });
    expect(stripe.requests.at(-1)).toMatchObject({ method: "POST", path: "/v1/customers", idempotencyKey: "kept" });
  });
});
