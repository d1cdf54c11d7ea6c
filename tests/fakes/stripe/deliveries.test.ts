import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { monday } from "#tests/monday.ts";
import { startReceiver } from "../http/receiver.ts";
import { startWithClient } from "./client.ts";
import { sign } from "./server.ts";

let stripe: Awaited<ReturnType<typeof startWithClient>>["stripe"];
let client: Stripe;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let answers: number[];

beforeEach(async () => {
  answers = [];
  ({ stripe, client } = await startWithClient());
  receiver = await startReceiver((index) => answers[index] ?? 200);
});

afterEach(async () => {
  await stripe.close();
  await receiver.close();
});

const names = () => receiver.json().map((event: { data?: { object: { name: string } } }) => event.data?.object.name);

describe("deliveries", () => {
  test("are tried again until they are taken, and not for ever", async () => {
    stripe.addWebhook({ url: receiver.url });
    answers = [500, 503];
    stripe.createCustomer();
    await stripe.delivered();
    expect(stripe.deliveries.map((attempt) => attempt.status)).toEqual([500, 503, 200]);

    answers = Array.from({ length: 20 }, () => 500);
    stripe.createCustomer();
    await stripe.delivered();
    expect(stripe.deliveries).toHaveLength(3 + 4);
  });

  test("go only where their type is wanted", async () => {
    stripe.addWebhook({ url: receiver.url, events: ["customer.updated"] });
    const { id } = stripe.createCustomer({ name: "Acme" });
    stripe.updateCustomer(id, { name: "Acme Ltd" });
    await stripe.delivered();
    expect(receiver.json()).toMatchObject([
      { type: "customer.updated", data: { object: { name: "Acme Ltd" }, previous_attributes: { name: "Acme" } } },
    ]);
  });

  test("may be lost, though the event is still listed", async () => {
    stripe.addWebhook({ url: receiver.url });
    stripe.deliveryFaults.add({ kind: "drop", types: ["customer.created"] });
    stripe.createCustomer({ name: "lost" });
    stripe.createCustomer({ name: "kept" });
    await stripe.delivered();
    expect(names()).toEqual(["kept"]);
    expect((await client.events.list({ types: ["customer.created"] })).data).toHaveLength(2);
  });

  test("may come twice, or late", async () => {
    stripe.addWebhook({ url: receiver.url });
    stripe.deliveryFaults.add({ kind: "delay", ms: 30 });
    stripe.deliveryFaults.add({ kind: "duplicate" });
    stripe.createCustomer({ name: "slow and double" });
    stripe.createCustomer({ name: "quick" });
    await stripe.delivered();
    expect(names().sort()).toEqual(["quick", "slow and double", "slow and double"]);
  });

  test.for([
    ["reversed", ["c", "b", "a"]],
    [[1], ["b", "a", "c"]],
    ["as-made", ["a", "b", "c"]],
  ] as const)("come in the order asked for: %s", async ([order, wanted]) => {
    stripe.addWebhook({ url: receiver.url });
    stripe.pauseDeliveries();
    for (const name of ["a", "b", "c"]) stripe.createCustomer({ name });
    await stripe.delivered();
    expect(receiver.received).toEqual([]);
    stripe.resumeDeliveries(order as "reversed");
    await stripe.delivered();
    expect(names()).toEqual(wanted);
  });

  test("a seed shuffles the same way each time", async () => {
    stripe.addWebhook({ url: receiver.url });
    for (const _ of [1, 2]) {
      stripe.pauseDeliveries();
      for (const name of ["a", "b", "c", "d", "e"]) stripe.createCustomer({ name });
      stripe.resumeDeliveries({ seed: "same" });
      await stripe.delivered();
    }
    expect(names().slice(0, 5)).toEqual(names().slice(5));
    expect(names().slice(0, 5)).not.toEqual(["a", "b", "c", "d", "e"]);
  });

  test("can be thin, naming the object only", async () => {
    const { secret } = stripe.addWebhook({ url: receiver.url, style: "thin", events: ["invoice.finalized"] });
    const invoice = stripe.openInvoice({ customer: stripe.createCustomer().id, lines: [{ amount: 100 }] });
    await stripe.delivered();
    const { body, headers } = receiver.received[0]!;
    const notification = client.parseEventNotification(
      body,
      headers["stripe-signature"]!,
      secret,
      300,
      undefined,
      monday,
    );
    expect(notification).toMatchObject({ type: "v1.invoice.finalized", related_object: { id: invoice.id } });
    expect(JSON.parse(body)).not.toHaveProperty("data");
  });

  test("can be made by hand, with any body, time and secret", async () => {
    stripe.addWebhook({ url: receiver.url, secret: "whsec_known" });
    expect(await stripe.deliver("null", { signedAt: 1 })).toEqual([200]);
    expect(await stripe.deliver({ id: "evt_old" }, { url: receiver.url, secret: "whsec_other" })).toEqual([200]);
    expect(receiver.received.map(({ body }) => body)).toEqual(["null", '{\n  "id": "evt_old"\n}']);
    expect(receiver.received[0]!.headers["stripe-signature"]).toBe(sign("null", "whsec_known", 1));
  });

  test("say which request made the change", async () => {
    await client.customers.create({ name: "Acme" }, { idempotencyKey: "mine" });
    expect(stripe.events().at(-1)!.request).toMatchObject({ idempotency_key: "mine" });
  });

  test("can be about anything, without a change", () => {
    const { id } = stripe.openInvoice({ customer: stripe.createCustomer().id, lines: [{ amount: 100 }] });
    stripe.announce("invoice.overdue", id);
    expect(stripe.events().at(-1)).toMatchObject({ type: "invoice.overdue", data: { object: { id, status: "open" } } });
  });

  test("changes made quietly leave no events", () => {
    stripe.quietly(() => stripe.createCustomer());
    expect(stripe.events()).toEqual([]);
    expect(stripe.state.customers.size).toBe(1);
  });
});
