import Stripe from "stripe";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startWithClient } from "./client.ts";

let stripe: Awaited<ReturnType<typeof startWithClient>>["stripe"];
let client: Stripe;
let acme: string;
let subscription: string;

const home = "http://portal.test/billing";

beforeEach(async () => {
  ({ stripe, client } = await startWithClient());
  acme = stripe.createCustomer({ name: "Acme" }).id;
  const product = stripe.createProduct({ name: "Hosting" }).id;
  const recurring = { interval: "month" as const };
  const price = stripe.createPrice({ product, currency: "eur", unit_amount: 900, recurring }).id;
  subscription = stripe.createSubscription({ customer: acme, items: [{ price, quantity: 2 }] }).id;
});

afterEach(() => stripe.close());

async function open(flow_data?: Stripe.BillingPortal.SessionCreateParams.FlowData) {
  const { url } = await client.billingPortal.sessions.create({ customer: acme, return_url: home, flow_data });
  return url;
}

async function press(url: string, form: Record<string, string>) {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  return { status: answer.status, to: answer.headers.get("location"), html: await answer.text() };
}

test("takes a new card and goes back", async () => {
  const url = await open({ type: "payment_method_update" });
  const html = await (await fetch(url)).text();
  expect(html).toContain("Card number");
  expect(html).toContain(`<a href="${home}">`);
  const card = { action: "card", number: "5555 5555 5555 4444", exp_month: "3", exp_year: "2031" };
  expect(await press(url, card)).toMatchObject({ status: 303, to: home });
  const { data } = await client.customers.listPaymentMethods(acme);
  expect(data).toMatchObject([{ card: { brand: "mastercard", last4: "4444", exp_year: 2031 } }]);
  expect(stripe.state.customers.get(acme)!.invoice_settings.default_payment_method).toBe(data[0]!.id);
});

test("says that a card was declined, and keeps what was there", async () => {
  const answer = await press(await open(), { action: "card", number: "4000000000000002" });
  expect(answer).toMatchObject({ status: 400, html: expect.stringContaining("Your card was declined.") });
  expect((await client.customers.listPaymentMethods(acme)).data).toEqual([]);
});

test("makes another card the default one and removes a card, but nobody else's", async () => {
  const [first, second] = [1, 2].map(() => stripe.createPaymentMethod({ customer: acme }).id);
  const other = stripe.createPaymentMethod({ customer: stripe.createCustomer().id }).id;
  const url = await open();
  await press(url, { action: "default", method: first! });
  expect(stripe.state.customers.get(acme)!.invoice_settings.default_payment_method).toBe(first);
  await press(url, { action: "remove", method: second! });
  expect((await client.customers.listPaymentMethods(acme)).data.map(({ id }) => id)).toEqual([first]);
  expect((await press(url, { action: "remove", method: other })).status).toBe(400);
  expect(stripe.state.paymentMethods.get(other)!.customer).not.toBeNull();
});

test("changes the quantity of a subscription, to a number only", async () => {
  const url = await open({ type: "subscription_update", subscription_update: { subscription } });
  expect(await (await fetch(url)).text()).toMatch(/Hosting <input name="quantity"[^>]*value="2"/);
  const item = stripe.state.subscriptions.get(subscription)!.items.data[0]!.id;
  const change = { action: "quantity", subscription, item };
  expect((await press(url, { ...change, quantity: "many" })).status).toBe(400);
  expect((await press(url, { ...change, quantity: "7" })).to).toBe(home);
  const { items } = await client.subscriptions.retrieve(subscription);
  expect(items.data.map(({ quantity }) => quantity)).toEqual([7]);
});

test("cancels a subscription at the end of its period, and takes that back", async () => {
  const done = "http://portal.test/done";
  const url = await open({
    type: "subscription_cancel",
    subscription_cancel: { subscription },
    after_completion: { type: "redirect", redirect: { return_url: done } },
  });
  expect((await press(url, { action: "cancel", subscription })).to).toBe(done);
  const ending = { cancel_at_period_end: true, status: "active" };
  expect(await client.subscriptions.retrieve(subscription)).toMatchObject(ending);
  await press(await open(), { action: "renew", subscription });
  const kept = { cancel_at_period_end: false, cancel_at: null, canceled_at: null };
  expect(await client.subscriptions.retrieve(subscription)).toMatchObject(kept);
});

test("does not open for what is not the customer's, or ends already", async () => {
  const flow = (id: string) => open({ type: "subscription_cancel", subscription_cancel: { subscription: id } });
  const missing = { code: "resource_missing", param: "flow_data[subscription_cancel][subscription]" };
  await expect(flow("sub_none")).rejects.toMatchObject({ ...missing, statusCode: 400 });
  const other = stripe.createCustomer().id;
  const params = { customer: other, flow_data: { type: "subscription_cancel" as const } };
  const theirs = client.billingPortal.sessions.create({
    ...params,
    flow_data: { ...params.flow_data, subscription_cancel: { subscription } },
  });
  await expect(theirs).rejects.toMatchObject(missing);
  stripe.updateSubscription(subscription, { cancel_at_period_end: true });
  await expect(flow(subscription)).rejects.toThrow("already set to be canceled");
  await expect(client.billingPortal.sessions.create({ customer: acme, return_url: "nowhere" })).rejects.toMatchObject({
    code: "url_invalid",
  });
});
