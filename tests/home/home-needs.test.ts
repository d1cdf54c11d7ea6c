import { afterEach, beforeEach, expect, it } from "vitest";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { addCustomer, addMethod, addSubscription } from "#tests/billing/subscription-rows.ts";
import { monday, openTown } from "#tests/world.ts";

const day = 24 * 60 * 60_000;

let town: ReturnType<typeof openTown>;
beforeEach(() => {
  town = openTown();
  addInvoice(town, town.acme, { number: "INV-1", status: "paid", amountRemaining: 0 });
});
afterEach(() => town.close());

const home = async (who: "ada" | "ann" | "zoe" = "ada") =>
  (await browserIn(town, { cookie: town.signIn(town[who].id) }).get(`/o/${town[who === "zoe" ? "zebra" : "acme"]}`))
    .html;
/** The rows of what waits, which are as many as its heading says. */
function waiting(html: string) {
  const rows = pageOf(html)
    .region(/^Waiting for you/)
    .rows();
  expect(pageOf(html).heading(/^Waiting for you/).text).toBe(`Waiting for you ${rows.length}`);
  return rows.map(({ text }) => text);
}
const soon = { expMonth: 11, expYear: 2026 };

it("tells Ada of the card that pays for everything before it expires, and where to replace it", async () => {
  const customer = addCustomer(town, town.acme, { defaultPaymentMethodId: "pm_default" });
  addMethod(town, town.acme, customer, { id: "pm_default", ...soon });
  const html = await home();
  expect(waiting(html)).toEqual(["Visa •••• 4242 expires 11/2026 Update it to avoid failed payments."]);
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
  expect(pageOf(html).region("To pay").text).toContain("INV-2");
  expect(waiting(html)).toEqual([expect.stringContaining("Visa •••• 4242 expired 10/2026")]);
});

it("and of any card of a payer who has chosen none, as the mail does", async () => {
  addMethod(town, town.acme, addCustomer(town, town.acme), soon);
  expect(await home()).toContain("Visa •••• 4242 expires 11/2026");
});

it("tells of a card and of credit also where there is no invoice yet", async () => {
  addMethod(town, town.zebra, addCustomer(town, town.zebra), soon);
  const html = await home("zoe");
  expect(waiting(html)).toHaveLength(1);
  expect(pageOf(html).all("heading", "Latest invoice")).toEqual([]);
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
  expect(html).toContain("Visa •••• 4242 expires 11/2026");
  expect(html).not.toMatch(orders);
  expect(html).toContain("1 open, €1,200.00");
  expect(html).not.toMatch(/needs? you|Waiting for you/);
});

it("says what credit there is", async () => {
  addCustomer(town, town.acme, { balance: -1200, currency: "eur" });
  expect(await home()).toContain("You have €12.00 credit. We’ll take it off your next invoice.");
});

it("says what is to pay and how much of it is late, by currency, with one way to pay it all", async () => {
  addInvoice(town, town.acme, { number: "INV-L", dueAt: monday - day, amountRemaining: 5000 });
  addInvoice(town, town.acme, { number: "INV-D", dueAt: monday, amountRemaining: 2000 });
  const { main } = pageOf(await home());
  const card = main.region("To pay");
  expect(card.text).toMatch(/^To pay €70\.00 €50\.00 overdue Pay all See 2 invoices/);
  expect(card.link("Pay both invoices, €70.00").href).toBe(`/o/${town.acme}/billing/pay?currency=eur`);
  expect(card.link("See 2 invoices").href).toBe(`/o/${town.acme}/billing?status=open`);
  expect(main.text).not.toMatch(/Waiting for you|You’re all caught up/);
  addInvoice(town, town.acme, { number: "INV-U", dueAt: monday - day, amountRemaining: 900, currency: "usd" });
  addInvoice(town, town.acme, { number: "INV-V", amountRemaining: 100, currency: "usd" });
  const more = pageOf(await home()).region("To pay");
  expect(more.text).toContain("€50.00 + US$9.00 overdue");
  expect(more.all("link", /^Pay both/).map(({ name }) => name)).toEqual([
    "Pay both invoices, €70.00",
    "Pay both invoices, US$10.00",
  ]);
});

it("names a payment that failed among what waits, where the sum does not", async () => {
  addInvoice(town, town.acme, { number: "INV-F", attemptCount: 1, collectionMethod: "charge_automatically" });
  expect(pageOf(await home()).region("To pay").text).toContain("The payment for INV-F failed. Pay it another way.");
  addInvoice(town, town.acme, { number: "INV-D", dueAt: monday + day });
  const html = await home();
  expect(waiting(html)).toEqual(["The payment for INV-F failed. €1,200.00 Pay it another way."]);
  expect(pageOf(html).region("To pay").text).not.toContain("INV-F");
});

it("gives Ann each open invoice with its PDF, and the account to pass on", async () => {
  town.close();
  town = openTown({ BANK_IBAN: "DE89 3704 0044 0532 0130 00" });
  const id = addInvoice(town, town.acme, { number: "INV-1", dueAt: monday - day, amountRemaining: 5000 });
  addInvoice(town, town.acme, { number: "INV-2", dueAt: monday + day, amountRemaining: 2000 });
  const card = pageOf(await home("ann")).region("2 open, €70.00");
  expect(card.text).toContain("€50.00 overdue");
  expect(card.hrefs).toContain(`/o/${town.acme}/billing/${id}/pdf`);
  expect(card.text).toContain("DE89 3704 0044 0532 0130 00");
  expect(await home("ada")).not.toContain("DE89");
});

it("shows the latest invoice with its PDF and the way to all, and what is left of it", async () => {
  addInvoice(town, town.acme, { number: "INV-P", issuedAt: monday + 1, total: 10_000, amountRemaining: 4_000 });
  const latest = pageOf(await home()).region("Latest invoice");
  expect(latest.text).toContain("€40.00 left of €100.00");
  expect(latest.all("link").map(({ name }) => name)).toEqual([
    "See all 2",
    expect.stringContaining("INV-P"),
    "INV-P, PDF",
  ]);
});
