import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addCustomer, addMethod, addSubscription } from "./subscription-rows.ts";
import { monday, openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
let customer: string;
beforeEach(() => {
  town = openTown();
  customer = addCustomer(town, town.acme, { id: "cus_acme", defaultPaymentMethodId: "pm_default" });
});
afterEach(() => town.close());

const as = (who: "ada" | "ann" | "zoe") => browserIn(town, { cookie: town.signIn(town[who].id) });
const read = async (who: "ada" | "ann" | "zoe" = "ada") => {
  const org = who === "zoe" ? town.zebra : town.acme;
  const { html } = await as(who).get(`/o/${org}/billing/payment-methods`);
  return pageOf(html).main.text.replace(/\s+/g, " ");
};
const add = (values: Parameters<typeof addMethod>[3]) => addMethod(town, town.acme, customer, values);
const bare = { brand: null, last4: null, expMonth: null, expYear: null };

describe("payment methods", () => {
  it("say what, how long, which is the default and what each pays for, the default first", async () => {
    const own = add({ brand: "amex", last4: "0005", expMonth: 7, expYear: 2030 });
    add({ id: "pm_default" });
    addSubscription(town, town.acme, customer, { defaultPaymentMethodId: own }, [{ name: "Storage" }]);
    addSubscription(town, town.acme, customer);
    addSubscription(town, town.acme, customer, { status: "canceled" }, [{ name: "Long ago" }]);
    addSubscription(town, town.acme, customer, { collectionMethod: "send_invoice" }, [{ name: "By invoice" }]);
    const text = await read();
    expect(text).toContain(
      "Visa •••• 4242 Default Expires 04/2029 · Pays for Care plan American Express •••• 0005 Expires 07/2030 · Pays for Storage",
    );
    expect(text).not.toMatch(/Long ago|By invoice/);
  });

  it.each([
    [{ expMonth: 10, expYear: 2026 }, "Expired Expired 10/2026"],
    [{ expMonth: 11, expYear: 2026 }, "Expires soon Expires 11/2026"],
    [{ expMonth: 12, expYear: 2026 }, "Visa •••• 4242 Expires 12/2026"],
    [{ ...bare, type: "sepa_debit", last4: "3000" }, "SEPA Direct Debit •••• 3000"],
    [{ ...bare, type: "us_bank_account", brand: "STRIPE TEST BANK", last4: "6789" }, "STRIPE TEST BANK •••• 6789"],
    [{ ...bare, type: "link", raw: '{"link":{"email":"ada@acme.example"}}' }, "Link, ada@acme.example"],
    [{ ...bare, type: "paypal", raw: '{"paypal":{"payer_email":"pay@acme.example"}}' }, "PayPal, pay@acme.example"],
    [{ ...bare, type: "paid_in_chairs" }, "Paid in chairs"],
    [{ id: "card_1Legacy", brand: "unknown", last4: "0002" }, "Card •••• 0002"],
  ])("%j in words", async (values, words) => {
    add(values);
    expect(await read()).toContain(words);
  });

  it("of other organizations, of customers that are gone and detached ones are not shown", async () => {
    addMethod(town, town.zebra, "cus_zebra", { last4: "9999" });
    add({ last4: "8888", deletedAt: monday });
    addCustomer(town, town.acme, { id: "cus_gone", name: "Gone", deletedAt: monday });
    addMethod(town, town.acme, "cus_gone", { last4: "7777" });
    expect(await read()).not.toMatch(/9999|8888|7777|Gone/);
  });

  it("none at all: the button for those who may, and what will be here for those without a customer", async () => {
    expect(await read()).toMatch(/No payment method yet.*Add a payment method/);
    expect(await read("ann")).toMatch(/No payment method yet Someone in your team/);
    expect(await read("zoe")).toMatch(/No payment method yet Your cards and bank accounts will appear here/);
  });
});
