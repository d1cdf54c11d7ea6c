import { afterEach, beforeEach, expect, it } from "vitest";
import { addCustomer, addMethod, addSubscription } from "#tests/billing/subscription-rows.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let customer: string;
beforeEach(() => {
  town = openTown();
  customer = addCustomer(town, town.acme);
  addMethod(town, town.acme, customer);
});
afterEach(() => town.close());

const home = async (who: "ada" | "ben" = "ada") =>
  (await browserIn(town, { cookie: town.signIn(town[who].id) }).get(`/o/${town.acme}`)).html;
const add = (...[values, items]: [Parameters<typeof addSubscription>[3]?, Parameters<typeof addSubscription>[4]?]) =>
  addSubscription(town, town.acme, customer, values, items);

it("whoever has subscriptions and no invoice yet is told of them, not that there is nothing", async () => {
  expect(await home()).toContain("No invoices or orders yet");
  for (let n = 0; n < 6; n++) add();
  const html = await home();
  expect(html).not.toContain("No invoices or orders yet");
  expect(html).toContain("You’re all caught up");
  expect(pageOf(html).link("6 subscriptions").href).toBe(`/o/${town.acme}/billing/subscriptions`);
  expect(await home("ben")).not.toContain("/billing/subscriptions");
});

it("those that are over are not counted", async () => {
  add({ status: "canceled", endedAt: 1 });
  expect(await home()).toContain("No invoices or orders yet");
});

it.each([
  ["past_due", "Care plan: the last payment didn’t go through"],
  ["unpaid", "Care plan: the last payments didn’t go through"],
  ["incomplete", "Care plan starts when its first invoice is paid"],
  ["paused", "Care plan is paused: there was no payment method"],
])("one that is %s needs her", async (status, words) => {
  add();
  add({ status });
  const html = await home();
  expect(pageOf(html).region("Waiting for you 1").text).toContain(words);
});

it("one whose open invoice stands there is not said twice", async () => {
  const subscriptionId = add({ status: "past_due" });
  addInvoice(town, town.acme, { number: "INV-1", subscriptionId });
  const html = await home();
  expect(html).toContain("INV-1");
  expect(html).not.toContain("didn’t go through");
});
