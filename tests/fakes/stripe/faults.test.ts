import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { clientFor, startWithClient } from "./client.ts";

let stripe: Awaited<ReturnType<typeof startWithClient>>["stripe"];
let client: Stripe;

beforeEach(async () => {
  ({ stripe, client } = await startWithClient());
});

afterEach(() => stripe.close());

const works = () => client.customers.list().then((list) => list.object);

describe("what goes wrong on the way", () => {
  test("the next two are too many, the third is not", async () => {
    stripe.faults.rateLimit(2);
    await expect(works()).rejects.toMatchObject({ type: "StripeRateLimitError", code: "rate_limit" });
    await expect(works()).rejects.toMatchObject({ statusCode: 429 });
    expect(await works()).toBe("list");
  });

  test("a rate may not be exceeded", async () => {
    stripe.faults.ratePerSecond = 2;
    const answers = await Promise.allSettled(Array.from({ length: 12 }, works));
    expect(answers.filter((answer) => answer.status === "rejected").length).toBeGreaterThanOrEqual(8);
  });

  test("a server error is an API error", async () => {
    stripe.faults.status(503);
    await expect(works()).rejects.toMatchObject({ type: "StripeAPIError", statusCode: 503 });
  });

  test("HTML, garbage and half an answer are not objects", async () => {
    stripe.faults.html();
    await expect(works()).rejects.toThrow("Invalid JSON received from the Stripe API");
    stripe.faults.garbage();
    await expect(works()).rejects.toThrow("Invalid JSON received from the Stripe API");
    stripe.faults.truncated();
    // Whether the half or the end of the connection is seen first is chance.
    await expect(works()).rejects.toMatchObject({ type: expect.stringMatching(/^Stripe(Connection|API)Error$/) });
    expect(await works()).toBe("list");
  });

  test("a proxy's 404 resolves as if it were a success", async () => {
    stripe.faults.notFound();
    const answer = await client.customers.retrieve("cus_any");
    expect(answer.lastResponse.statusCode).toBe(404);
    expect(answer.id).toBeUndefined();
  });

  test("a hanging answer ends by the client's own time-out", async () => {
    stripe.faults.hang();
    const impatient = clientFor(stripe, { timeout: 100 });
    await expect(impatient.customers.list()).rejects.toMatchObject({ type: "StripeConnectionError" });
  });

  test("the work may be done though the answer is lost", async () => {
    stripe.faults.status(500, 1, { after: true });
    await expect(client.customers.create({ name: "Acme" }, { idempotencyKey: "k" })).rejects.toThrow();
    const again = await client.customers.create({ name: "Acme" }, { idempotencyKey: "k" });
    expect([...stripe.state.customers.keys()]).toEqual([again.id]);
  });

  test("a fault keeps to its path and method", async () => {
    stripe.faults.unauthorized(Infinity, { path: "/v1/invoices", method: "GET" });
    expect(await works()).toBe("list");
    await expect(client.invoices.list()).rejects.toMatchObject({ type: "StripeAuthenticationError" });
    stripe.faults.clear();
    expect((await client.invoices.list()).object).toBe("list");
  });

  test("latency is added", async () => {
    stripe.faults.latency(60);
    const start = performance.now();
    await works();
    expect(performance.now() - start).toBeGreaterThan(50);
  });
});
