import { afterEach, beforeEach, expect, it } from "vitest";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";

let b: Billing;
let ids: string[];
beforeEach(async () => {
  b = await openBilling();
  const customer = b.stripe.createCustomer({ name: "Acme GmbH" }).id;
  await b.sync();
  linkCustomer(b.system, customer, b.acme, b.now());
  ids = [1, 2, 3].map((n) => b.stripe.openInvoice({ customer, number: `INV-${n}`, lines: [{ amount: n * 1000 }] }).id);
  await b.sync();
});
afterEach(() => b.end());

const ada = () => browserIn(b, { cookie: b.signIn(b.ada.id) });
const page = () => `/o/${b.acme}/billing/pay?currency=eur`;
const say = async (browser: ReturnType<typeof ada>, invoice: string) => {
  const { html } = await browser.post(`/o/${b.acme}/billing/pay`, { invoice, currency: "eur" });
  return pageOf(html).main;
};
const toPay = async (browser: ReturnType<typeof ada>) => pageOf((await browser.get(page())).html).main.text;

it("leads Ada from the sum to one invoice after another, and thanks her with each receipt", async () => {
  const browser = ada();
  for (const path of ["", "/billing"]) {
    const { main } = pageOf((await browser.get(`/o/${b.acme}${path}`)).html);
    expect(main.link("Pay all 3 invoices, €60.00").href).toBe(page());
  }
  for (const [place, id] of ids.entries()) {
    expect(await toPay(browser)).toContain(`Pay €${(place + 1) * 10}.00`);
    b.stripe.payInvoice(id);
    const main = await say(browser, id);
    expect(main.text).toContain("Paid. Thank you");
    const next = [
      "Next is Invoice INV-2. After it one is left.",
      "Invoice INV-3 is the last one.",
      "nothing left to pay",
    ];
    expect(main.text).toContain(next[place]);
    expect(main.link("Receipt").href).toContain(`/billing/${id}/receipts/`);
  }
  expect(await toPay(browser)).toContain("There’s nothing left to pay");
});

it("thanks nobody for what Stripe has not been paid, and asks them to wait before they pay again", async () => {
  const main = await say(ada(), ids[0]!);
  expect(main.text).not.toContain("Thank you");
  expect(main.text).toContain("€10.00 is still open");
  expect(main.text).toContain("check again in a minute before paying again");
});

it("leaves out what a colleague paid meanwhile, and what was cancelled, and says so", async () => {
  const browser = ada();
  b.stripe.payInvoice(ids[0]!);
  b.stripe.voidInvoice(ids[1]!);
  expect((await say(browser, ids[1]!)).text).toContain("Invoice INV-2 no longer needs to be paid");
  expect((await say(browser, ids[0]!)).text).toMatch(/One invoice to pay.*Invoice INV-\S+ is the last one\./);
});
