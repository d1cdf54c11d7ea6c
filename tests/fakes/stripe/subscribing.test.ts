import Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startWithClient } from "./client.ts";

let stripe: Awaited<ReturnType<typeof startWithClient>>["stripe"];
let client: Stripe;
let acme: string;
let product: string;

const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

beforeEach(async () => {
  ({ stripe, client } = await startWithClient());
  acme = stripe.createCustomer({ name: "Acme" }).id;
  product = stripe.createProduct({ name: "Hosting" }).id;
});

afterEach(() => stripe.close());

function price(interval: "month" | "year", unit_amount = 900) {
  return stripe.createPrice({ product, currency: "eur", unit_amount, recurring: { interval } }).id;
}

test("each item is billed by its own period, by invoices that name the subscription", async () => {
  const items = [{ price: price("month"), quantity: 2 }, { price: price("year", 5_000) }];
  const { id } = stripe.createSubscription({ customer: acme, items, created: at("2026-01-31") });
  const first = stripe.billSubscription(id, "subscription_create", at("2026-01-31"));
  const second = stripe.billSubscription(id, "subscription_cycle", at("2026-02-28"));
  expect([first.total, second.total]).toEqual([6_800, 1_800]);
  const subscription = await client.subscriptions.retrieve(id);
  expect(subscription.items.data.map(({ current_period_end }) => current_period_end)).toEqual([
    at("2026-03-28"),
    at("2027-01-31"),
  ]);
  expect(subscription.latest_invoice).toBe(second.id);
  expect((await client.invoices.retrieve(second.id)).parent).toMatchObject({
    subscription_details: { subscription: id },
  });
  const { data } = await client.invoices.list({ subscription: id });
  expect(data.map((invoice) => invoice.id)).toEqual([second.id, first.id]);
});

test("seats, items and prices change; nothing is left of a subscription without items", async () => {
  const { id, items } = stripe.createSubscription({ customer: acme, items: [{ price: price("month"), quantity: 2 }] });
  const item = items.data[0]!.id;
  const more = price("month", 100);
  await client.subscriptions.update(id, { items: [{ id: item, quantity: 5 }, { price: more }] });
  const { data } = await client.subscriptionItems.list({ subscription: id, limit: 100 });
  expect(data.map(({ quantity, price: { unit_amount } }) => [quantity, unit_amount])).toEqual([
    [5, 900],
    [1, 100],
  ]);
  await client.subscriptions.update(id, { items: [{ id: item, deleted: true }] });
  const last = data[1]!.id;
  await expect(client.subscriptions.update(id, { items: [{ id: last, deleted: true }] })).rejects.toThrow(
    "at least one",
  );
});

test("is paused until a day, ends on a day, and neither", async () => {
  const { id } = stripe.createSubscription({ customer: acme, items: [{ price: price("month") }] });
  const paused = { behavior: "void" as const, resumes_at: at("2030-01-01") };
  await client.subscriptions.update(id, { pause_collection: paused });
  expect(await client.subscriptions.retrieve(id)).toMatchObject({ pause_collection: paused, status: "active" });
  await client.subscriptions.update(id, { pause_collection: "", cancel_at: at("2030-06-01") });
  const ending = { pause_collection: null, cancel_at: at("2030-06-01"), cancel_at_period_end: false };
  expect(await client.subscriptions.retrieve(id)).toMatchObject(ending);
  await client.subscriptions.update(id, { cancel_at: "" });
  expect(await client.subscriptions.retrieve(id)).toMatchObject({ cancel_at: null, canceled_at: null });
});

test("a trial ends, a payment fails and comes after all, and what is canceled stays so", async () => {
  const trial_end = at("2026-11-24");
  const { id } = stripe.createSubscription({ customer: acme, items: [{ price: price("month") }], trial_end });
  expect(await client.subscriptions.retrieve(id)).toMatchObject({ status: "trialing", trial_end });
  await client.subscriptions.update(id, { trial_end: "now" });
  const { id: invoice } = stripe.billSubscription(id);
  stripe.failPayment(invoice);
  expect(await client.subscriptions.retrieve(id)).toMatchObject({ status: "past_due" });
  stripe.payInvoice(invoice);
  expect(await client.subscriptions.retrieve(id)).toMatchObject({ status: "active" });
  await client.subscriptions.cancel(id);
  await expect(client.subscriptions.update(id, { description: "back" })).rejects.toThrow("A canceled subscription");
  expect((await client.subscriptions.list()).data).toEqual([]);
  expect((await client.subscriptions.list({ status: "all" })).data).toMatchObject([{ id, status: "canceled" }]);
});
