import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";

let b: Billing;
let [customer, invoice, note] = ["", "", ""];
beforeEach(async () => {
  b = await openBilling();
  customer = b.stripe.createCustomer({ name: "Acme GmbH" }).id;
  await b.sync();
  linkCustomer(b.system, customer, b.acme, b.now());
  invoice = b.stripe.openInvoice({ customer, lines: [{ amount: 1000, description: "Stool" }] }).id;
  note = b.stripe.createCreditNote({ invoice, amount: 400, reason: "duplicate" }).id;
  await b.sync();
});
afterEach(() => b.end());

const as = (who: "ada" | "ann" | "zoe") => browserIn(b, { cookie: b.signIn(b[who].id) });
const path = (id = note, of = invoice, org: string = b.acme) => `/o/${org}/billing/${of}/credit-notes/${id}/pdf`;
const asks = () => b.stripe.requests.length;

it("says where its money went", async () => {
  const paid = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }] }).id;
  b.stripe.payInvoice(paid);
  b.stripe.createCreditNote({ invoice: paid, amount: 600, credit_amount: 450, refund_amount: 150 });
  await b.sync();
  const read = async (id: string) => pageOf((await as("ann").get(`/o/${b.acme}/billing/${id}`)).html).main.text;
  expect(await read(invoice)).toContain("€4.00 taken off this invoice.");
  const text = await read(paid);
  expect(text).toContain("€4.50 added to your credit, which is used for your next invoices.");
  expect(text).toContain("€1.50 refunded to how you paid.");
});

describe("a credit note's PDF", () => {
  it("is one tap from the invoice, to Ann too, and fetched once", async () => {
    const ann = as("ann");
    expect(pageOf((await ann.get(`/o/${b.acme}/billing/${invoice}`)).html).hrefs).toContain(`${path()}`);
    const pdf = await ann.get(path());
    expect([pdf.status, pdf.headers.get("Content-Type")]).toEqual([200, "application/pdf"]);
    expect(pdf.headers.get("Content-Disposition")).toMatch(/^inline; filename="?Credit-note-[\w.-]+\.pdf/);
    expect(pdf.html).toMatch(/^%PDF-/);
    const asked = asks();
    expect((await as("ada").get(path())).html).toBe(pdf.html);
    expect(asks()).toBe(asked);
  });

  it("is there though the address that was stored has ended", async () => {
    b.stripe.expireLinks();
    expect((await as("ada").get(path())).html).toMatch(/^%PDF-/);
  });

  it("while Stripe is down is the one that was fetched; else the page says so, and nothing is lost", async () => {
    const ada = as("ada");
    const kept = await ada.get(path());
    const second = b.stripe.createCreditNote({ invoice, amount: 100 }).id;
    await b.sync();
    b.stripe.faults.status(500, 100);
    expect((await ada.get(path())).html).toBe(kept.html);
    const { status, html } = await ada.get(path(second));
    expect(status).toBe(503);
    expect(html).toContain("This PDF isn’t available right now");
    b.stripe.faults.clear();
    expect((await ada.get(path(second))).html).toMatch(/^%PDF-/);
  });

  it("is another one once the note is void", async () => {
    const ada = as("ada");
    const issued = await ada.get(path());
    b.stripe.voidCreditNote(note);
    await b.sync();
    const voided = await ada.get(path());
    expect(voided.html).toMatch(/^%PDF-/);
    expect(voided.html).not.toBe(issued.html);
    const { main } = pageOf((await ada.get(`/o/${b.acme}/billing/${invoice}`)).html);
    expect(main.row(/PDF$/).text).toContain(" Void ");
  });

  it.each([
    ["HTML", () => b.stripe.faults.html(1, { path: "/files" })],
    ["half of it", () => b.stripe.faults.truncated(1, { path: "/files" })],
    ["silence", () => (b.patience(150), b.stripe.faults.hang(1, { path: "/files" }))],
  ])("that comes as %s is not kept", async (_what, fault) => {
    fault();
    expect((await as("ada").get(path())).status).toBe(503);
    expect(readdirSync(join(b.dataDir)).includes("pdf") ? readdirSync(join(b.dataDir, "pdf")) : []).toEqual([]);
    b.patience(10_000);
    expect((await as("ada").get(path())).html).toMatch(/^%PDF-/);
  });

  it("is not there for another invoice, another organization, or where there never was one: the same page", async () => {
    const other = b.stripe.openInvoice({ customer, lines: [{ amount: 1000 }] }).id;
    await b.sync();
    const never = await as("ada").get(path("cn_never"));
    expect(never.status).toBe(404);
    expect((await as("ada").get(path(note, other))).html).toBe(never.html);
    const [foreign, nowhere] = [path(note, invoice, b.zebra), path("cn_never", "in_never", b.zebra)];
    const [zoe, nobody] = [await as("zoe").get(foreign), await as("zoe").get(nowhere)];
    expect([zoe.status, nobody.status]).toEqual([404, 404]);
    expect(zoe.html).toBe(nobody.html);
  });
});

describe("an invoice's page, as Stripe has it", () => {
  it("tells refunds, the bank's question and what was paid outside", async () => {
    b.stripe.createPaymentMethod({ customer, card: { number: "4242424242424242", exp_month: 4, exp_year: 2029 } });
    b.stripe.payInvoice(invoice);
    await b.sync();
    const charge = [...b.stripe.state.charges.values()].at(-1)!.id;
    const first = b.stripe.createRefund({ charge, amount: 100 });
    b.stripe.createRefund({ charge, amount: 200 });
    b.stripe.createDispute({ charge, amount: 50 });
    await b.sync();
    const page = async () =>
      (await as("ada").get(`/o/${b.acme}/billing/${invoice}`)).html.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
    expect(await page()).toContain("Disputed");
    b.stripe.failRefund(first.id);
    await b.sync();
    const html = await page();
    expect(html).toContain("Disputed");
    expect(html).toContain("The refund of €1.00 from");
    expect(html).toContain("couldn’t be delivered");
    expect(html).toContain("€2.00 refunded to Visa •••• 4242 on");
    expect(html).toContain("This payment was disputed");
    expect(html).toContain("Credit notes−€4.00");

    const elsewhere = b.stripe.openInvoice({ customer, lines: [{ amount: 5000 }] }).id;
    b.stripe.payInvoice(elsewhere, { paid_out_of_band: true });
    await b.sync();
    const outside = await as("ada").get(`/o/${b.acme}/billing/${elsewhere}`);
    expect(outside.html).toContain("Paid outside this portal");
    expect((await as("ada").get(`/o/${b.acme}/billing/${elsewhere}/receipts/outside`)).status).toBe(200);
  });

  it("stands whole while Stripe is down, receipts too", async () => {
    b.stripe.payInvoice(invoice);
    await b.sync();
    b.stripe.faults.status(500, 100);
    const ada = as("ada");
    const { html, status } = await ada.get(`/o/${b.acme}/billing/${invoice}`);
    expect(status).toBe(200);
    const receipt = pageOf(html).hrefs.find((href) => href.includes("/receipts/"))!;
    expect((await ada.get(receipt)).html).toContain("€6.00");
  });
});
