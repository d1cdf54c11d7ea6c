import { afterEach, beforeEach, expect, it } from "vitest";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { addCustomer, addMethod, addSubscription } from "#tests/billing/subscription-rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
  addInvoice(town, town.acme, { number: "INV-1", status: "paid", amountRemaining: 0 });
});
afterEach(() => town.close());

const home = async (who: "ada" | "ann" | "zoe" = "ada") =>
  (await browserIn(town, { cookie: town.signIn(town[who].id) }).get(`/o/${town[who === "zoe" ? "zebra" : "acme"]}`))
    .html;
const soon = { expMonth: 11, expYear: 2026 };

it("tells Ada of the card that pays for everything before it expires, and where to replace it", async () => {
  const customer = addCustomer(town, town.acme, { defaultPaymentMethodId: "pm_default" });
  addMethod(town, town.acme, customer, { id: "pm_default", ...soon });
  const html = await home();
  expect(html).toContain("A card needs you");
  expect(html).toContain("Visa •••• 4242 expires 11/2026");
  expect(html).toContain(`/o/${town.acme}/billing/payment-methods`);
  expect(html).not.toContain("You’re all caught up");
});

it("and of one that a subscription is paid by, beside the invoices, also once it has expired", async () => {
  const customer = addCustomer(town, town.acme);
  addMethod(town, town.acme, customer, { id: "pm_sub", expMonth: 10, expYear: 2026 });
  addSubscription(town, town.acme, customer, {
    defaultPaymentMethodId: "pm_sub",
    collectionMethod: "charge_automatically",
  });
  addInvoice(town, town.acme, { number: "INV-2" });
  const html = await home();
  expect(html).toContain("2 things need you");
  expect(html).toContain("Visa •••• 4242 expired 10/2026");
});

it("and of any card of a payer who has chosen none, as the mail does", async () => {
  addMethod(town, town.acme, addCustomer(town, town.acme), soon);
  expect(await home()).toContain("Visa •••• 4242 expires 11/2026");
});

it("tells of a card and of credit also where there is no invoice yet", async () => {
  addMethod(town, town.zebra, addCustomer(town, town.zebra), soon);
  const html = await home("zoe");
  expect(html).toContain("A card needs you");
  expect(pageOf(html).all("heading", "Latest invoices")).toEqual([]);
  addCustomer(town, town.zebra, { balance: -1200, currency: "eur", name: "Zebra Ltd" });
  expect(await home("zoe")).toContain("€12.00 credit");
});

it("is silent about cards that pay for nothing, last, are gone, or are somebody else's", async () => {
  const customer = addCustomer(town, town.acme, { defaultPaymentMethodId: "pm_lasting" });
  addMethod(town, town.acme, customer, { id: "pm_lasting" });
  addMethod(town, town.acme, customer, soon);
  const gone = addCustomer(town, town.acme, { defaultPaymentMethodId: "pm_gone", deletedAt: 1 });
  addMethod(town, town.acme, gone, { id: "pm_gone", ...soon });
  const other = addCustomer(town, town.zebra, { defaultPaymentMethodId: "pm_other" });
  addMethod(town, town.zebra, other, { id: "pm_other", ...soon });
  expect(await home()).toContain("You’re all caught up");
});

it("asks Ann, who may only read, to do nothing about it", async () => {
  const customer = addCustomer(town, town.acme, { defaultPaymentMethodId: "pm_default" });
  addMethod(town, town.acme, customer, { id: "pm_default", ...soon });
  addInvoice(town, town.acme, { number: "INV-F", attemptCount: 1, collectionMethod: "charge_automatically" });
  const orders = /Update it to avoid|Pay it another way/g;
  expect((await home()).match(orders)).toHaveLength(2);
  const html = await home("ann");
  expect(html).toContain("The payment for INV-F failed.");
  expect(html).toContain("Visa •••• 4242 expires 11/2026.");
  expect(html).not.toMatch(orders);
  expect(html).toContain("1 open, €1,200.00");
  expect(html).not.toMatch(/needs? you/);
});

it("says what credit there is", async () => {
  addCustomer(town, town.acme, { balance: -1200, currency: "eur" });
  expect(await home()).toContain("You have €12.00 credit. We’ll take it off your next invoice.");
});
