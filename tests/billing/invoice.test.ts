import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createItemLink } from "#app/sign-in/item-links.ts";
import { hasPaymentUnderWay } from "#app/billing/invoice-charges.ts";
import { charges, invoicePayments } from "#db/schema/billing.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addCreditNote, addPayment } from "./payment-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { addCustomer, addSubscription } from "./subscription-rows.ts";
import { monday, openTown } from "#tests/world.ts";

const day = 24 * 60 * 60_000;
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

type Values = Parameters<typeof addInvoice>[2];
const as = (who: "ada" | "ann") => browserIn(town, { cookie: town.signIn(town[who].id) });
const plain = (html: string) =>
  pageOf(html)
    .text.replace(/\s+/g, " ")
    .replace(/ ([.,:])/g, "$1");
/** What Ada reads on the page of an invoice. */
async function read(id: string, who: "ada" | "ann" = "ada") {
  const { html, status } = await as(who).get(`/o/${town.acme}/billing/${id}`);
  expect(status).toBe(200);
  return { html, text: plain(html) };
}
const invoice = (values: Values, lines?: Parameters<typeof addInvoice>[3]) =>
  addInvoice(town, town.acme, { number: "INV-7", ...values }, lines);
const paid: Values = { status: "paid", total: 120000, amountRemaining: 0, paidAt: monday };

describe("the sums", () => {
  it("lead from the lines to what is left: discounts by name, each tax, credit, credit notes, parts paid", async () => {
    const id = invoice(
      {
        total: 119600,
        totalDiscount: 10000,
        totalTax: 19600,
        taxes: [
          { amount: 19000, taxableAmount: 100000, inclusive: false, percent: "19" },
          { amount: 600, taxableAmount: null, inclusive: false, percent: null },
        ],
        startingBalance: -9600,
        preCredits: 5000,
        amountPaid: 25000,
        amountRemaining: 80000,
        raw: JSON.stringify({
          total_discount_amounts: [
            { amount: 7000, discount: { coupon: { name: "Autumn" } } },
            { amount: 2000, discount: { source: { coupon: { name: "Autumn" } } } },
            { amount: 1000, discount: "di_1" },
          ],
        }),
      },
      [{ description: "Oak chair", amount: 110000 }],
    );
    expect((await read(id)).text).toContain(
      "Subtotal €1,100.00 Discount: Autumn −€90.00 Discount −€10.00 Tax 19% €190.00 Tax €6.00 Total €1,196.00 " +
        "Credit applied −€96.00 Credit notes −€50.00 Paid −€250.00 Amount due €800.00",
    );
  });

  it("name a tax that is in the prices as included, and add it to nothing", async () => {
    const taxes = [{ amount: 1597, taxableAmount: 8403, inclusive: true, percent: "19" }];
    const { text } = await read(invoice({ total: 10000, totalTax: 1597, taxes }, [{ amount: 10000 }]));
    expect(text).toContain("Total €100.00 Included: 19% tax €15.97");
    expect(text).not.toContain("Subtotal");
  });

  it("say what was carried over, in and out", async () => {
    const carried = await read(invoice({ total: 1000, startingBalance: 30, amountRemaining: 1030 }));
    expect(carried.text).toContain("Total €10.00 Carried over from before €0.30 Amount due €10.30");
    const small = await read(invoice({ ...paid, total: 30, amountDue: 0, amountPaid: 0 }));
    expect(small.text).toContain("Total €0.30 Carried over to your next invoice −€0.30 Amount due €0.00");
  });

  it("end with the total where an invoice no longer counts", async () => {
    const { text } = await read(invoice({ status: "void" }));
    expect(text).toContain("This invoice was cancelled. There’s nothing to pay.");
    expect(text).not.toContain("Amount due");
  });
});

describe("amounts", () => {
  it.each([
    ["jpy", 500, "JP¥500"],
    ["kwd", 5120, "KWD 5.120"],
    ["isk", 500, "ISK 5"],
    ["huf", 150000, "HUF 1,500"],
  ])("in %s: %i is %s", async (currency, total, words) => {
    const id = invoice({ currency, total, amountRemaining: total }, [{ amount: total, currency }]);
    expect((await read(id)).text).toContain(` ${words} `);
  });

  it("below nothing are a credit in words, and nothing is nothing to pay", async () => {
    const credit = await read(invoice({ ...paid, total: -1000, amountPaid: 0 }, [{ amount: -1000 }]));
    expect(credit.text).toContain("Credit €10.00");
    expect(credit.text).toContain("This is a credit: we’ll take it off your next invoice");
    expect(credit.text).toContain("Your credit €10.00");
    expect((await read(invoice({ ...paid, total: 0, amountPaid: 0 }))).text).toContain("There’s nothing to pay.");
    const covered = invoice({ ...paid, total: 1000, startingBalance: -5000, amountPaid: 0, amountDue: 0 });
    expect((await read(covered)).text).toContain("Paid with your credit");
    expect((await read(covered)).text).toContain("Credit applied −€10.00 Amount due €0.00");
  });

  it("paid too much are said to be a credit", async () => {
    const id = invoice({ ...paid, total: 10000, amountPaid: 11000, amountOverpaid: 1000 });
    const { text } = await read(id);
    expect(text).toContain("You paid €10.00 too much. We’ve kept it as credit.");
    expect(text).toContain("Paid −€110.00 Overpaid, kept as credit €10.00 Amount due €0.00");
  });
});

describe("a payment", () => {
  it("that failed says why and when we try again, with Pay beside it; Ann may only read it", async () => {
    const id = invoice({ attemptCount: 1, collectionMethod: "charge_automatically", nextAttemptAt: monday + 3 * day });
    const failed = { status: "failed", failureMessage: "Your card was declined." };
    addPayment(town, town.acme, id, { status: "open", amountPaid: null, paidAt: null, charge: failed });
    const { html, text } = await read(id);
    expect(text).toContain(
      "The last payment didn’t go through: Your card was declined. We’ll try again on 26 November 2026",
    );
    expect(html).toContain(`"/o/${town.acme}/billing/${id}/pay"`);
    expect(pageOf(html).all("heading", /^Payments/)).toEqual([]);
    const ann = await read(id, "ann");
    expect(ann.text).toContain("Your card was declined.");
    expect(ann.html).not.toContain("/pay");
  });

  it("that a bank still carries is not asked for again", async () => {
    const id = invoice({ attemptCount: 1, collectionMethod: "charge_automatically", dueAt: monday - day });
    const charge = { status: "pending", methodLabel: "SEPA •••• 3000" };
    addPayment(town, town.acme, id, { status: "open", amountPaid: null, paidAt: null, charge });
    const { html, text } = await read(id);
    expect(text).toContain("by SEPA •••• 3000 has been on its way since 23 Nov 2026");
    expect(html).not.toContain("/pay");
    const list = pageOf((await as("ada").get(`/o/${town.acme}/billing?status=due`)).html);
    expect(list.main.rows(/INV-7\b/)).not.toEqual([]);
    expect((await as("ada").get(`/o/${town.acme}/billing`)).html).toContain("Nothing to pay · 1 invoice");
    const home = (await as("ada").get(`/o/${town.acme}`)).html;
    expect(home).toContain("You’re all caught up");
    expect(home).not.toMatch(/failed|\/pay"/);
    const acme = town.system.within(town.acme);
    expect(hasPaymentUnderWay(acme, id)).toBe(true);
    town.system.db.update(charges).set({ status: "failed" }).run();
    expect(hasPaymentUnderWay(acme, id)).toBe(false);
    expect((await read(id)).html).toContain("/pay");
  });

  it("in parts and outside the portal: each with date, method, amount", async () => {
    const raw = JSON.stringify({ amount_paid_off_stripe: 20000 });
    const id = invoice({ ...paid, total: 120000, amountPaid: 120000, raw });
    addPayment(town, town.acme, id, { amountPaid: 100000, paidAt: monday - day });
    expect((await read(id)).text).toContain(
      "22 November 2026 Visa •••• 4242 €1,000.00 Receipt · Receipt (PDF) 23 November 2026 Paid outside this portal €200.00 Receipt · Receipt (PDF)",
    );
  });

  it("that another took the place of does not count its refund twice", async () => {
    const id = invoice({ ...paid, amountPaid: 120000 });
    const link = { paymentIntentId: "pi_same" };
    addPayment(town, town.acme, id, { ...link, charge: { ...link, amountRefunded: 60000 } });
    const row = town.system.db.select().from(invoicePayments).get()!;
    town.system.db
      .insert(invoicePayments)
      .values({ ...row, id: "inpay_before", deletedAt: monday })
      .run();
    expect((await as("ada").get(`/o/${town.acme}/billing`)).html).toContain("Paid, €600.00 refunded");
  });

  it("refunded twice in part and then once in vain comes out right, here and in the list", async () => {
    const id = invoice({ ...paid, amountPaid: 120000 });
    const refunds = [
      { amount: 1000, createdAt: monday - 3 * day },
      { amount: 2000, status: "pending", createdAt: monday - 2 * day },
      { amount: 4000, status: "failed", createdAt: monday - day },
      { amount: 500, status: "canceled", createdAt: monday },
    ];
    addPayment(town, town.acme, id, { charge: { amountRefunded: 3000 }, refunds });
    const { text, html } = await read(id);
    expect(text).toContain("Paid, €30.00 refunded");
    expect(text).toContain("€10.00 refunded to Visa •••• 4242 on 20 November 2026.");
    expect(text).toContain("€20.00 is on its way back to Visa •••• 4242, since 21 November 2026.");
    expect(text).toContain("The refund of €40.00 from 22 November 2026 couldn’t be delivered. Ask us.");
    expect(text).toContain("The refund of €5.00 from 23 November 2026 was cancelled.");
    expect(html).toContain(`requests/new?about=invoice:${id}&amp;subject=the+refund+on+invoice+INV-7`);
    expect(plain((await as("ada").get(`/o/${town.acme}/billing`)).html)).toContain("Paid, €30.00 refunded");
  });

  it("whose refunds are not here yet says how much came back all the same", async () => {
    const id = invoice({ ...paid, amountPaid: 120000 });
    addPayment(town, town.acme, id, { charge: { amountRefunded: 120000 } });
    const { text } = await read(id);
    expect(text).toContain("€1,200.00 refunded.");
    expect(text).toContain(" Refunded ");
  });

  it.each([
    ["needs_response", "If that was a mistake, tell your bank or ask us."],
    ["warning_under_review", "If that was a mistake, tell your bank or ask us."],
    ["something_of_2031", "If that was a mistake, tell your bank or ask us."],
    ["won", "The dispute is closed and your payment counts."],
    ["warning_closed", "The dispute is closed and your payment counts."],
    ["lost", "The dispute is closed and your bank will return €1,200.00 to you."],
  ])("that was disputed, %s: plainly, and with nobody to blame", async (status, words) => {
    const id = invoice({ ...paid, amountPaid: 120000 });
    addPayment(town, town.acme, id, { disputes: [{ status, reason: "fraudulent", createdAt: monday }] });
    const { text } = await read(id);
    expect(text).toContain(`This payment was disputed on 23 November 2026. ${words}`);
    expect(text).not.toMatch(/chargeback|fraud/i);
    const tag = words.startsWith("If") ? "Disputed" : "Paid";
    expect(text).toContain(`Total €1,200.00 ${tag}`);
  });
});

describe("credit notes", () => {
  it("say number, reason, date and amount, each with its PDF; void ones say so", async () => {
    const id = invoice({ ...paid, amountPaid: 120000 });
    const note = addCreditNote(town, town.acme, id, {
      number: "CN-1",
      reason: "order_change",
      memo: "One chair fewer",
    });
    addCreditNote(town, town.acme, id, { number: "CN-2", reason: "fraudulent", status: "void" });
    addCreditNote(town, town.acme, id, { number: "CN-3", reason: "something_of_2031", deletedAt: monday });
    const { html, text } = await read(id);
    expect(text).toContain("CN-1 23 November 2026 · The order changed One chair fewer €30.00 PDF");
    expect(text).toContain("CN-2 Void 23 November 2026 · Charged without your consent €30.00 PDF");
    expect(text).not.toContain("CN-3");
    expect(pageOf(html).hrefs).toContain(`/o/${town.acme}/billing/${id}/credit-notes/${note}/pdf`);
  });
});

describe("the particulars", () => {
  it("are those an accountant looks for, with the subscription it is for", async () => {
    const customer = addCustomer(town, town.acme);
    const subscriptionId = addSubscription(town, town.acme, customer, {}, [{ name: "Care plan" }]);
    const raw = JSON.stringify({
      customer_name: "Acme GmbH",
      customer_address: { line1: "Hafenstr. 4", line2: "", postal_code: "20457", city: "Hamburg", country: "DE" },
      customer_tax_ids: [{ type: "eu_vat", value: "DE123456789" }],
      custom_fields: [{ name: "PO number", value: "PO-7731" }],
    });
    const { html, text } = await read(invoice({ subscriptionId, raw }));
    expect(text).toContain("Subscription Care plan PO number PO-7731");
    expect(text).toContain("Billed to Acme GmbH Hafenstr. 4 20457 Hamburg Germany Tax number DE123456789");
    expect(pageOf(html).link("Care plan").href).toBe(`/o/${town.acme}/billing/subscriptions`);
  });

  it("that are nonsense are left out, and the page stands", async () => {
    const raw = JSON.stringify({ customer_name: 7, customer_address: "nowhere", custom_fields: [null], discounts: 3 });
    const { text } = await read(invoice({ raw, currency: "xyz1", taxes: null, status: "something_new" }, []));
    expect(text).toContain("1,200.00 XYZ1");
    expect(text).toContain("This invoice doesn’t list individual items.");
  });
});

describe("251 lines", () => {
  const lines = Array.from({ length: 251 }, (_, n) => ({ description: `Chair no. ${n + 1}`, amount: 100 }));
  const count = (html: string) => html.match(/Chair no\. /g)?.length;

  it("show the first 50, say so on paper, and lead to all", async () => {
    const id = invoice({}, lines);
    const ada = as("ada");
    const first = await ada.get(`/o/${town.acme}/billing/${id}`);
    expect(count(first.html)).toBe(50);
    expect(plain(first.html)).toContain(
      "Show all 251 lines These are the first 50 of 251 lines. The PDF has them all.",
    );
    const { href } = pageOf(first.html).link("Show all 251 lines");
    expect(count((await ada.get(href)).html)).toBe(251);
    expect(count((await ada.get(`/o/${town.acme}/billing/${id}?lines=some`)).html)).toBe(50);
  });

  it("do so on an item link too, which leads to nothing it does not open", async () => {
    const id = invoice({ ...paid, amountPaid: 120000 }, lines);
    addPayment(town, town.acme, id);
    addCreditNote(town, town.acme, id);
    const token = createItemLink(
      town.system.within(town.acme),
      { kind: "invoice", itemId: id, email: town.bo.email },
      monday,
    );
    const { html } = await browserIn(town).get(`/l/${token}`);
    expect(count(html)).toBe(50);
    expect(plain(html)).toContain("Visa •••• 4242");
    expect(html).not.toMatch(/"\/o\/[^"]*receipts|credit-notes\/|\/o\/[^"]*\/billing\/in_/);
    expect(count((await browserIn(town).get(`/l/${token}?lines=all`)).html)).toBe(251);
  });
});
